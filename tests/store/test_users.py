import pytest
from sqlalchemy import Engine, text, update

from assistant.errors import StoreError
from assistant.settings import Settings
from assistant.store.database import now, reading, writing
from assistant.store.tables import users as users_table
from assistant.store.users import (
    Account,
    add_user,
    check_password,
    find_user,
    list_users,
    set_disabled,
    set_password,
    set_profile,
    set_role,
    sign_in_foreign,
    sign_in_guest,
)

PASSWORD = "richtig-lang-genug"


def test_the_right_password_opens_the_account(engine: Engine, settings: Settings, anna: Account) -> None:
    account = check_password(engine, "anna", PASSWORD, settings.store)
    assert account is not None
    assert (account.id, account.role) == (anna.id, "navigator")


def test_a_wrong_password_and_an_unknown_name_look_the_same(engine: Engine, settings: Settings, anna: Account) -> None:
    assert check_password(engine, "anna", "falsch", settings.store) is None
    assert check_password(engine, "niemand", PASSWORD, settings.store) is None


def test_passwords_are_stored_as_argon2_only(engine: Engine, anna: Account) -> None:
    with reading(engine) as connection:
        stored = connection.execute(text("SELECT password_hash FROM users")).scalar_one()
    assert stored.startswith("$argon2id$")
    assert PASSWORD not in stored


def test_too_many_wrong_passwords_lock_the_account_even_for_the_right_one(
    engine: Engine, settings: Settings, anna: Account
) -> None:
    for _ in range(settings.store.login_attempts):
        check_password(engine, "anna", "falsch", settings.store)
    assert check_password(engine, "anna", PASSWORD, settings.store) is None


def test_a_lock_ends_by_itself(engine: Engine, settings: Settings, anna: Account) -> None:
    for _ in range(settings.store.login_attempts):
        check_password(engine, "anna", "falsch", settings.store)
    with writing(engine) as connection:
        connection.execute(update(users_table).values(locked_until=now()))
    assert check_password(engine, "anna", PASSWORD, settings.store) is not None


def test_a_success_forgives_earlier_failures(engine: Engine, settings: Settings, anna: Account) -> None:
    for _ in range(3):
        for _ in range(settings.store.login_attempts - 1):
            check_password(engine, "anna", "falsch", settings.store)
        assert check_password(engine, "anna", PASSWORD, settings.store) is not None


def test_a_disabled_account_cannot_sign_in(engine: Engine, settings: Settings, anna: Account) -> None:
    set_disabled(engine, "anna", True)
    assert check_password(engine, "anna", PASSWORD, settings.store) is None
    set_disabled(engine, "anna", False)
    assert check_password(engine, "anna", PASSWORD, settings.store) is not None


def test_a_new_password_ends_earlier_sign_ins(engine: Engine, settings: Settings, anna: Account) -> None:
    set_password(engine, "anna", "ein-anderes-passwort", settings.store)
    changed = find_user(engine, "anna")
    assert changed is not None
    assert changed.valid_from > anna.valid_from
    assert check_password(engine, "anna", PASSWORD, settings.store) is None


@pytest.mark.parametrize(
    ("account", "reason"),
    [
        (("a", PASSWORD, "lotse"), "Kontoname"),
        (("Gast", PASSWORD, "lotse"), "Kontoname"),
        (("anna maria", PASSWORD, "lotse"), "Kontoname"),
        (("carla", "kurz", "lotse"), "zu kurz"),
        (("carla", PASSWORD, "admin"), "Rolle"),
        (("anna", PASSWORD, "lotse"), "gibt es schon"),
    ],
)
def test_an_account_that_does_not_fit_is_refused_with_the_reason(
    engine: Engine, settings: Settings, anna: Account, account: tuple[str, str, str], reason: str
) -> None:
    with pytest.raises(StoreError, match=reason):
        add_user(engine, *account, settings.store)
    assert [held.name for held in list_users(engine)] == ["anna"]


def test_changing_an_unknown_account_says_so(engine: Engine) -> None:
    with pytest.raises(StoreError, match="gibt es nicht"):
        set_role(engine, "niemand", "lotse")


def test_the_guest_exists_only_until_the_first_account(engine: Engine, settings: Settings) -> None:
    guest = sign_in_guest(engine)
    assert guest is not None
    assert sign_in_guest(engine) == guest
    add_user(engine, "anna", PASSWORD, "lotse", settings.store)
    assert sign_in_guest(engine) is None
    closed = find_user(engine, "Gast")
    assert closed is not None
    assert closed.disabled


def test_a_foreign_sign_in_follows_the_role_of_its_provider(engine: Engine) -> None:
    first = sign_in_foreign(engine, "carla", "navigator", "oidc")
    second = sign_in_foreign(engine, "carla", "lotse", "oidc")
    assert (first.id, second.role) == (second.id, "lotse")


def test_what_a_person_said_about_the_town_is_kept(engine: Engine, anna: Account) -> None:
    set_profile(engine, anna.id, {"municipality": "Frohburg"})
    found = find_user(engine, "anna")
    assert found is not None
    assert found.profile == {"municipality": "Frohburg"}
