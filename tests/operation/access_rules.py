"""Who may do what, one line per route and socket event. A route that is not here fails the matrix: decide, then add it.

OPEN        everybody, because it shows nothing of anybody
SIGNED_IN   accounts that may sign in; what belongs to others looks unknown
SESSION     the same, and only with the number of an open window of one's own
FORM        like SIGNED_IN, and only from our own form (token)
LOTSE       Digital-Lotsen only
LOTSE_FORM  the same, and only from our own form
CLOSED      not a part of this product: 404 for everybody
"""

from enum import Enum


class Rule(Enum):
    OPEN = "open"
    SIGNED_IN = "signed in"
    SESSION = "session"
    FORM = "form"
    LOTSE = "lotse"
    LOTSE_FORM = "lotse form"
    CLOSED = "closed"


_BY_RULE = {
    Rule.OPEN: """
        GET /health | GET /ready | GET /auth/config | GET /barrierefreiheit | GET /assets/{filename:path} | GET /public/{filename:path}
        GET /favicon | GET /logo | GET /avatars/{avatar_id:str} | GET /project/translations | GET /{full_path:path}
        POST /login | POST /logout | POST /auth/header | GET /pflege/stil.css | POST /set-session-cookie
    """,
    Rule.SIGNED_IN: """
        GET /lage | GET /vorschlaege | GET /quelle/{passage_id:path} | GET /dokumente/{name:path} | GET /user | GET /project/settings
        GET /meine-daten | GET /meine-daten/export | GET /antwort/{turn_id}.{format} | GET /vergleich
        GET /leitfaden | GET /leitfaden/{guide_id} | GET /leitfaden/{guide_id}.{format} | GET /vorschlagen | GET /vorschlagen/{id}
        GET /project/thread/{thread_id} | GET /project/thread/{thread_id}/element/{element_id}
        POST /project/threads | PUT /project/thread | DELETE /project/thread | PUT /feedback | DELETE /feedback
    """,
    Rule.SESSION: """
        GET /project/file/{file_id} | POST /project/action | PUT /project/element | DELETE /project/element
    """,
    Rule.FORM: """
        POST /meine-daten/loeschen | POST /leitfaden/{guide_id}/aendern | POST /vorschlagen | POST /vorschlagen/auswertung | POST /vorschlagen/{id}
    """,
    Rule.LOTSE: """
        GET /pflege | GET /pflege/antwort | GET /pflege/aufnehmen | GET /pflege/auswirkung | GET /pflege/belege/{name} | GET /pflege/dokumente
        GET /pflege/dokumente/{document}/loeschen | GET /pflege/fragen | GET /pflege/gueltigkeit | GET /pflege/luecken | GET /pflege/protokoll
        GET /pflege/quellen | GET /pflege/staende | GET /pflege/staende/{release} | GET /pflege/uebergaben | GET /pflege/vorschlaege
        GET /pflege/vorschlaege/{id} | GET /pflege/vorschlaege/{id}/original
    """,
    Rule.LOTSE_FORM: """
        POST /pflege/antwort | POST /pflege/aufnehmen | POST /pflege/auswirkung/{turn} | POST /pflege/dokumente/{document}/loeschen
        POST /pflege/fragen | POST /pflege/gueltigkeit/{document} | POST /pflege/luecken/{key} | POST /pflege/quellen | POST /pflege/staende
        POST /pflege/vorschlaege/{id}
    """,
    Rule.CLOSED: """
        GET /metrics | GET /openapi.json | GET /docs | GET /docs/oauth2-redirect | GET /redoc | GET /copilot/{filename:path}
        GET /auth/oauth/{provider_id} | GET /auth/oauth/{provider_id}/callback | POST /auth/oauth/azure-ad-hybrid/callback
        POST /auth/jwt | POST /mcp | DELETE /mcp | POST /project/file | GET /project/share/{thread_id} | PUT /project/thread/share
    """,
}
ROUTES = {
    route.strip(): rule
    for rule, routes in _BY_RULE.items()
    for line in routes.splitlines()
    for route in line.split("|")
    if route.strip()
}

# Nobody without an account gets a socket at all; with one, these reach only the own session and the own conversations.
EVENTS = frozenset(
    """
    connect disconnect connection_successful clear_session stop client_message edit_message window_message chat_settings_change
    chat_settings_edit message_favorite fetch_favorites audio_start audio_chunk audio_end
    """.split()
)
