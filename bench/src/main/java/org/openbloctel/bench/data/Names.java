package org.openbloctel.bench.data;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** What stands in the other columns of a call file. */
final class Names {

    static final byte[][] FAMILY = bytes(
            "Lefevre",
            "Garnier",
            "Faure",
            "Rousseau",
            "Blanc",
            "Guerin",
            "Muller",
            "Henry",
            "Roussel",
            "Nicolas",
            "Perrin",
            "Morin",
            "Mathieu",
            "Clement",
            "Gauthier",
            "Dumont",
            "Lopez",
            "Fontaine",
            "Chevalier",
            "Robin",
            "Masson");

    static final byte[][] GIVEN = bytes(
            "Anne", "Louis", "Sophie", "Karim", "Chloe", "Thomas", "Ines", "Antoine", "Fatou", "Jules", "Lea", "Mehdi",
            "Nadia", "Olivier", "Rose", "Victor");

    static final byte[][] TOWN = bytes(
            "Amiens",
            "Besancon",
            "Brest",
            "Caen",
            "Clermont",
            "Grenoble",
            "Limoges",
            "Metz",
            "Nancy",
            "Nimes",
            "Orleans",
            "Pau",
            "Perpignan",
            "Poitiers",
            "Rouen",
            "Tours");

    /** Names of firms as a spreadsheet exports them: separators, quotes and line ends inside quotes, letters beyond ASCII. */
    static final byte[][] QUOTED_FAMILY = bytes(
            "\"Martin; fils et Cie\"",
            "\"Chez \"\"Lulu\"\", café\"",
            "\"Garage de l'Étoile;\nbâtiment C; 1er étage\"",
            "\"D'Hôtel, Zoé\"",
            "\"Société \"\"X;Y\"\"\r\nService des achats\"",
            "\"\"\"Côté\"\" cour\"");

    /** What people type when they have no number. None of it can be read as one. */
    static final byte[][] NO_NUMBER = bytes(
            "",
            "N/A",
            "liste rouge",
            "-",
            "0612",
            "+33",
            "06 12 34",
            "061234567890123",
            "00 00 00 00 00",
            "0X12345678");

    private Names() {}

    private static byte[][] bytes(String... texts) {
        return Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }
}
