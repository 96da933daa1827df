package org.openbloctel.scrub.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.openbloctel.scrub.number.AsciiFolding;

/** What the words over a column say of it, in seven languages: {@code Tél. portable}, {@code numTelBureau}, {@code Contact}. */
enum PhoneWords {
    /** A word for a phone, alone or joined with others. */
    PHONE,
    /** A word that stands over phones, or over names and addresses: {@code Contact}, {@code Domicile}; or none at all beside one. */
    PERHAPS,
    /** Words that say nothing of phones, or none. */
    NONE,
    /** A word for something else that has a phone word beside it: {@code Type de téléphone}, {@code Fax}. */
    OTHER;

    private static final Set<String> PHONES = Set.of(
            "tel",
            "tels",
            "telephone",
            "telephones",
            "phone",
            "phones",
            "mobile",
            "mobiles",
            "portable",
            "portables",
            "gsm",
            "msisdn",
            "cell",
            "cellphone",
            "cellulaire",
            "cellulaires",
            "fixe",
            "fixes",
            "landline",
            "natel",
            "whatsapp",
            "lignedirecte",
            "directline",
            "directdial",
            "numeroappele",
            "numeroappelant",
            "numerocontact",
            "contactnumber",
            // German, Dutch, Spanish, Italian, Portuguese
            "telefon",
            "telefonnummer",
            "rufnummer",
            "handy",
            "handynummer",
            "mobil",
            "mobiltelefon",
            "mobilnummer",
            "festnetz",
            "telefoon",
            "telefoonnummer",
            "mobiel",
            "gsmnummer",
            "telefono",
            "movil",
            "celular",
            "cellulare",
            "telefone",
            "telemovel",
            // short
            "telf",
            "tlf",
            "mob",
            "telnr");
    /** What may be joined with a phone word: {@code telmob}, {@code numerotelephone}, {@code homephone}. */
    private static final Set<String> JOINED = Set.of(
            "num",
            "numero",
            "number",
            "no",
            "n",
            "de",
            "du",
            "mob",
            "port",
            "pro",
            "perso",
            "dom",
            "domicile",
            "bureau",
            "bur",
            "travail",
            "home",
            "work",
            "office",
            "client",
            "contact",
            "principal",
            "secondaire",
            "ligne",
            "directe",
            "direct",
            "line",
            "prive");

    private static final Set<String> CONTACTS = Set.of(
            "contact",
            "contacts",
            "domicile",
            "bureau",
            "home",
            "work",
            "office",
            "joindre",
            "sms",
            // call logs
            "appelant",
            "appele",
            "caller",
            "callee",
            "src",
            "dst");
    private static final Set<String> OTHERS =
            Set.of("fax", "telecopie", "type", "date", "email", "mail", "heure", "prix", "price");
    /** The accent of {@code Tél}, read in another encoding than it was written in, or lost. */
    private static final Pattern SPOILED = Pattern.compile("(?<=\\b[Tt])(?:\u00c3\u00a9|[?\ufffd\u201a\u017d])(?=l)");

    private static final Set<String> IDS = Set.of(
            "account",
            "client",
            "code",
            "commande",
            "compte",
            "contrat",
            "customer",
            "dossier",
            "facture",
            "id",
            "insee",
            "invoice",
            "matricule",
            "order",
            "ref",
            "reference",
            "siren",
            "siret");
    private static final int MAX_LENGTH = 60;

    /** What the words of each column say; a blank cell, of a merged one, goes with the cell before it. */
    static PhoneWords[] of(List<String> header, int width) {
        PhoneWords[] words = new PhoneWords[width];
        PhoneWords before = NONE;
        for (int c = 0; c < width; c++) {
            boolean blank = c >= header.size() || header.get(c).isBlank();
            words[c] = blank ? (before == PHONE ? PERHAPS : NONE) : of(header.get(c));
            before = blank ? before : words[c];
        }
        return words;
    }

    static PhoneWords of(String cell) {
        List<String> words = words(SPOILED.matcher(cell).replaceAll("e"));
        if (words.stream().anyMatch(OTHERS::contains)) {
            return OTHER;
        }
        if (words.stream().anyMatch(PhoneWords::isPhone) || isPhone(String.join("", words))) {
            return PHONE;
        }
        return words.stream().anyMatch(CONTACTS::contains) ? PERHAPS : NONE;
    }

    /** Whether a cell names ids: {@code N° client}, {@code Réf.}, {@code order id}. */
    static boolean nameIds(String cell) {
        return of(cell) == NONE && words(cell).stream().anyMatch(IDS::contains);
    }

    /** Whether a word is one for a phone, or made of one and others that go with it. */
    private static boolean isPhone(String word) {
        if (PHONES.contains(word)) {
            return true;
        }
        int length = word.length();
        if (length > MAX_LENGTH) {
            return false;
        }
        // For each place: whether known words lead up to it (1), a phone word among them (2).
        int[] reached = new int[length + 1];
        reached[0] = 1;
        for (int from = 0; from < length; from++) {
            for (int to = from + 1; to <= length && reached[from] > 0; to++) {
                String part = word.substring(from, to);
                if (PHONES.contains(part)) {
                    reached[to] |= 2;
                } else if (JOINED.contains(part)) {
                    reached[to] |= reached[from];
                }
            }
        }
        return (reached[length] & 2) != 0;
    }

    /** Lower-case words without accents, cut at case changes and anything but letters: {@code TelPortable2}. */
    private static List<String> words(String cell) {
        String lower = AsciiFolding.lowerCase(cell);
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= lower.length(); i++) {
            boolean letter = i < lower.length() && lower.charAt(i) >= 'a' && lower.charAt(i) <= 'z';
            boolean capital = letter
                    && i > start
                    && Character.isUpperCase(cell.charAt(i))
                    && !Character.isUpperCase(cell.charAt(i - 1));
            if (!letter || capital) {
                if (i > start) {
                    words.add(lower.substring(start, i));
                }
                start = capital ? i : i + 1;
            }
        }
        return words;
    }
}
