"""Where towns lie, to about ten kilometres: enough to say who is near. An unknown name has no place, and so no distance."""

import re
from functools import cache
from math import asin, cos, radians, sin, sqrt

from assistant.search.german import fold

# Degrees north and east, rounded to a tenth. Saxony first: county seats, large and middle towns, then small ones.
_TABLE = """
Dresden 51.1 13.7; Leipzig 51.3 12.4; Chemnitz 50.8 12.9; Zwickau 50.7 12.5; Plauen 50.5 12.1; Görlitz 51.2 15.0;
Bautzen 51.2 14.4; Pirna 51.0 13.9; Meißen 51.2 13.5; Freiberg 50.9 13.3; Borna 51.1 12.5; Torgau 51.6 13.0;
Annaberg-Buchholz 50.6 13.0; Riesa 51.3 13.3; Radebeul 51.1 13.7; Hoyerswerda 51.4 14.2; Freital 51.0 13.6;
Döbeln 51.1 13.1; Delitzsch 51.5 12.3; Markkleeberg 51.3 12.4; Limbach-Oberfrohna 50.9 12.8; Zittau 50.9 14.8;
Glauchau 50.8 12.5; Coswig 51.1 13.6; Reichenbach im Vogtland 50.6 12.3; Werdau 50.7 12.4; Auerbach 50.5 12.4;
Grimma 51.2 12.7; Schkeuditz 51.4 12.2; Crimmitschau 50.8 12.4; Mittweida 51.0 13.0; Wurzen 51.4 12.7;
Radeberg 51.1 13.9; Kamenz 51.3 14.1; Heidenau 51.0 13.9; Stollberg 50.7 12.8; Aue-Bad Schlema 50.6 12.7;
Schwarzenberg 50.5 12.8; Weißwasser 51.5 14.6; Eilenburg 51.5 12.6; Meerane 50.8 12.5; Hohenstein-Ernstthal 50.8 12.7;
Oelsnitz 50.4 12.2; Löbau 51.1 14.7; Frankenberg 50.9 13.0; Bischofswerda 51.1 14.2; Großenhain 51.3 13.5;
Oschatz 51.3 13.1; Flöha 50.9 13.1; Zschopau 50.7 13.1; Marienberg 50.7 13.2; Olbernhau 50.7 13.3; Naunhof 51.3 12.6;
Taucha 51.4 12.5; Markranstädt 51.3 12.2; Zwenkau 51.2 12.3; Böhlen 51.2 12.4; Colditz 51.1 12.8; Bad Lausick 51.1 12.6;
Geithain 51.1 12.7; Frohburg 51.1 12.6; Rochlitz 51.0 12.8; Hartha 51.1 13.0; Waldheim 51.1 13.0; Leisnig 51.2 12.9;
Roßwein 51.1 13.2; Hainichen 51.0 13.1; Nossen 51.1 13.3; Lommatzsch 51.2 13.3; Wilsdruff 51.1 13.5; Tharandt 51.0 13.6;
Dippoldiswalde 50.9 13.7; Altenberg 50.8 13.8; Glashütte 50.9 13.8; Sebnitz 51.0 14.3; Neustadt in Sachsen 51.0 14.2;
Bad Schandau 50.9 14.2; Königstein 50.9 14.1; Stolpen 51.0 14.1; Dohna 51.0 13.9; Moritzburg 51.2 13.7;
Weinböhla 51.2 13.6; Gröditz 51.4 13.4; Strehla 51.4 13.2; Wermsdorf 51.3 12.9; Mügeln 51.2 13.0; Dahlen 51.4 13.0;
Belgern-Schildau 51.5 13.1; Bad Düben 51.6 12.6; Brandis 51.3 12.6; Trebsen 51.3 12.8; Pegau 51.2 12.3; Groitzsch 51.2 12.3;
Göda 51.2 14.3; Wilthen 51.1 14.4; Großröhrsdorf 51.1 14.0; Pulsnitz 51.2 14.0; Königsbrück 51.3 13.9;
Wittichenau 51.4 14.2; Bernsdorf 51.4 14.1; Lauta 51.4 14.1; Niesky 51.3 14.8; Rothenburg 51.3 15.0; Ebersbach-Neugersdorf 51.0 14.6;
Neusalza-Spremberg 51.0 14.5; Herrnhut 51.0 14.7; Ostritz 51.0 14.9; Seifhennersdorf 50.9 14.6; Reichenbach 51.1 14.8;
Sayda 50.7 13.4; Frauenstein 50.8 13.5; Mulda 50.8 13.4; Brand-Erbisdorf 50.9 13.3; Großschirma 51.0 13.3;
Thalheim 50.7 12.9; Burgstädt 50.9 12.8; Penig 50.9 12.7; Lichtenstein 50.8 12.6; Oelsnitz im Erzgebirge 50.7 12.7;
Lugau 50.7 12.7; Wilkau-Haßlau 50.7 12.5; Kirchberg 50.6 12.5; Schneeberg 50.6 12.6; Eibenstock 50.5 12.6;
Johanngeorgenstadt 50.4 12.7; Oberwiesenthal 50.4 13.0; Ehrenfriedersdorf 50.6 13.0; Thum 50.7 12.9; Geyer 50.6 12.9;
Markneukirchen 50.3 12.3; Klingenthal 50.4 12.5; Adorf 50.3 12.3; Rodewisch 50.5 12.4; Falkenstein 50.5 12.4;
Treuen 50.5 12.3; Lengenfeld 50.6 12.4; Netzschkau 50.6 12.2; Pausa-Mühltroff 50.6 12.0; Arzberg 51.5 13.1;
Kurort Oberwiesenthal 50.4 13.0; Bad Elster 50.3 12.2; Lohmen 51.0 14.0; Klipphausen 51.1 13.5; Ottendorf-Okrilla 51.2 13.8;
Arnsdorf 51.1 14.0; Kreischa 50.9 13.8; Bannewitz 51.0 13.7; Rabenau 51.0 13.6; Thermalbad Wiesenbad 50.6 13.1;
Mittelsächsisches Erzgebirge 50.8 13.4; Landkreis Leipzig 51.2 12.6; Landkreis Nordsachsen 51.5 12.8; Vogtlandkreis 50.5 12.2;
Landkreis Mittelsachsen 51.0 13.1; Erzgebirgskreis 50.6 13.0; Landkreis Zwickau 50.8 12.5; Landkreis Bautzen 51.2 14.3;
Landkreis Görlitz 51.2 14.8; Landkreis Meißen 51.2 13.5; Landkreis Sächsische Schweiz-Osterzgebirge 50.9 13.9;
Aldenhoven 50.9 6.3; Kreuzau 50.7 6.5; Arneburg-Goldbeck 52.7 12.0; Tangerhütte 52.4 11.8; Buchen 49.5 9.3;
Gersheim 49.1 7.2; Wadgassen 49.3 6.8; Kitzingen 49.7 10.2; Kloster Lehnin 52.3 12.7; Meßstetten 48.2 9.0;
Nettetal 51.3 6.3; Oberhausen 51.5 6.9; Waldkirch 48.1 8.0
"""
_ROW = re.compile(r"\s*(.+?) (\d+\.\d) (\d+\.\d)\s*(?:;|$)")
_OFFICE = re.compile(
    r"^(?:(?:große kreisstadt|kreisfreie stadt|landeshauptstadt|stadt|gemeinde|gemeindeverbund|markt)\s+)+", re.I
)
_EARTH_KILOMETRES = 6371


@cache
def list_places() -> dict[str, tuple[float, float]]:
    return {fold(name): (float(north), float(east)) for name, north, east in _ROW.findall(_TABLE)}


def find_place(municipality: str) -> tuple[float, float] | None:
    """The place of a town by its name, with or without „Stadt“ or „Gemeinde“ before it."""
    name = _OFFICE.sub("", " ".join(municipality.split()))
    return list_places().get(fold(name))


def measure_distance(one: str, other: str) -> int | None:
    """Kilometres as the crow flies, rounded to tens below which the table knows nothing; None for unknown towns.

    A record of several towns („Borna, Pirna und Wermsdorf“) counts by the nearest of them.
    """
    start = find_place(one)
    ends = [place for part in re.split(r",\s*|\s+und\s+", other) if (place := find_place(part))]
    if start is None or not ends:
        return None
    return min(round(_kilometres(start, end), -1) for end in ends)


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> int:
    north, east = radians(other[0] - one[0]), radians(other[1] - one[1])
    half = sin(north / 2) ** 2 + cos(radians(one[0])) * cos(radians(other[0])) * sin(east / 2) ** 2
    return round(2 * _EARTH_KILOMETRES * asin(sqrt(half)))
