"""German words that say nothing about what is asked: function words, question words, polite fillers."""

from assistant.search.letters import drop_umlauts, fold

_ARTICLES_PRONOUNS = """
der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner keines
ich du er sie es wir ihr mich dich ihn uns euch mir dir ihm ihnen sich man
mein meine meinen meinem meiner meines dein deine deinen deinem deiner deines sein seine seinen seinem seiner seines
ihre ihren ihrem ihrer ihres unser unsere unseren unserem unserer unseres euer eure euren eurem eurer
dieser diese dieses diesen diesem jener jene jenes jenen jenem jeder jede jedes jeden jedem jemand niemand
alle allen aller alles beide beiden einige einigen einiger manche mancher manchen mehrere mehreren
solche solcher solchen solches andere anderen anderer anderes anderem derjenige diejenige diejenigen
derer deren dessen dasselbe dieselbe derselbe selbst selber etwas nichts einander
"""
_SMALL_WORDS = """
und oder aber denn sondern sowie bzw beziehungsweise als wie wenn falls ob dass daß weil da damit obwohl während bevor nachdem sobald
solange indem sodass in im ins an am ans auf aufs aus bei beim bis durch für fürs gegen hinter hinterm mit nach neben ohne
seit trotz über übers um unter unters von vom vor vorm wegen zu zum zur zwischen innerhalb außerhalb laut gemäß je per pro
nicht nie auch nur noch schon sehr so dann nun jetzt hier dort da daher darum deshalb deswegen dazu dabei davon dafür dagegen
daran darauf daraus darin darüber darunter dadurch danach davor doch ja nein eben halt mal bereits immer etwa rund ganz gar
zwar jedoch dennoch trotzdem sonst außerdem zudem ebenfalls ebenso also somit jeweils insbesondere vielleicht eher fast
weiter weitere weiteren weiterer weiteres hin her ab zb usw etc ca bspw evtl ggf inkl zzgl vgl sog
"""
_VERBS = """
ist sind war waren bin bist seid wäre wären sei seien gewesen wird werden wurde wurden werde wirst worden würde würden geworden
hat haben habe hast habt hatte hatten hätte hätten gehabt kann können konnte konnten könnte könnten kannst könnt gekonnt
muss muß müssen musste mussten müsste müssten musst müsst darf dürfen durfte durften dürfte dürften darfst dürft
soll sollen sollte sollten sollst sollt will wollen wollte wollten willst wollt mag mögen möchte möchten möchtest magst
lässt lassen gibt geben gäbe gilt gelten macht machen tun tut
"""
_QUESTION_WORDS = """
wer wen wem wessen was wo wann warum weshalb wieso weswegen wozu wofür womit wodurch woran worauf woraus worin worüber wovon
wogegen woher wohin welche welcher welches welchen welchem wieviel wieviele viel viele vielen
"""
_POLITE = """
bitte danke hallo guten tag moin liebe lieber sehr geehrte geehrter damen herren frage fragen wissen weiß weiss kennen kennst
sagen sag sagt erklären erkläre erklär zeigen zeig nennen nenne nennt nenn beschreiben beschreibe helfen hilf hilft gerne gern
mal kurz genau eigentlich überhaupt
"""
# How people ask rather than what about: kept, because a title may say it, but worth less than the matter itself.
_WEAK = """
finden findet gefunden art arten nähe bestimmt bestimmte bestimmten bestimmter speziell spezielle speziellen verstehen versteht
möglichkeit möglichkeiten möglich unterschied bieten bietet anbieten angeboten bekommen bekomme bekommt erhalten erhalte erhält
laufen läuft ablaufen funktionieren funktioniert information informationen benötigen benötige benötigt brauchen brauche braucht
konkret konkrete konkreten verfügbar vorhanden existieren existiert besonders bedeuten bedeutet bedeutung heißen heißt
thema themen betreffen betrifft beachten passieren passiert geschieht beispiel beispiele allgemein allgemeine grundsätzlich
derzeit aktuell aktuelle überblick genannt fall fälle dinge sache sachen leute person personen gehören gehört stehen steht
suchen suche erfahren notwendig erforderlich nötig wichtig wichtige wichtigsten deutschland kontaktieren
"""
STOP_WORDS = frozenset(
    spelling
    for group in (_ARTICLES_PRONOUNS, _SMALL_WORDS, _VERBS, _QUESTION_WORDS, _POLITE)
    for word in group.split()
    for spelling in (fold(word), drop_umlauts(fold(word)))
)
WEAK_WORDS = frozenset(fold(word) for word in _WEAK.split())


def is_weak(word: str) -> bool:
    """Whether the word belongs to the manner of asking more than to the matter."""
    return fold(word) in WEAK_WORDS


def is_stop(word: str) -> bool:
    """Whether the word carries no meaning of its own for search."""
    return fold(word) in STOP_WORDS
