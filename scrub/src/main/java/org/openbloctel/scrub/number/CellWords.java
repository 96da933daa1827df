package org.openbloctel.scrub.number;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The words that may stand beside a number in its cell without meaning another number: in lower case, without accents. */
final class CellWords {
    /** Letters of the longest word that is looked for. */
    private static final int MAX_LETTERS = 13;

    /** Kinds of telephones and places, and what joins two of them. */
    static final CellWords LABELS = new CellWords(
            "tel telephone telephones phone phones telefon telefono telefone mobile mob mobil movil portable portables port gsm cell cellphone",
            "cellulaire cellular cellulare cel handy smartphone whatsapp sms fixe fix landline festnetz domicile dom maison home house bureau",
            "bur office work travail pro prof professionnel professional perso personnel personal private prive principal principale main",
            "secondaire secondary autre other standard direct directe ligne line fax num numero numeros number nr no n",
            "ou et or and und oder");

    /** What an extension begins with; its digits are no part of the subscriber's number. */
    static final CellWords EXTENSIONS = new CellWords("poste post ext extn extension interne durchwahl anexo");

    /**
     * Words in brackets that say more than whose number it is: that it is wrong or not to be called, or of a country whose numbers look
     * like those of the plan.
     */
    static final CellWords DOUBTS = new CellWords(
            "non pas ne plus jamais sauf stop npai faux fausse errone erronee mauvais incorrect invalide resilie ancien ancienne oppose opposee",
            "opposition bloctel rouge exclu refus refuse not never dont wrong bad false invalid old former nicht falsch alt error erreur",
            "belgique belgium belgie suisse switzerland schweiz luxembourg lux allemagne germany deutschland autriche austria italie italy italia",
            "espagne spain espana portugal angleterre england royaume uni irlande ireland bas netherlands hollande nederland pologne poland",
            "roumanie romania turquie turkey grece greece danemark denmark suede sweden norvege norway finlande finland maroc morocco algerie",
            "algeria tunisie tunisia senegal ivoire ivory mali cameroun cameroon madagascar maurice mauritius comores comoros congo gabon benin",
            "togo guinee monaco andorre andorra israel liban lebanon canada usa etats unis inde india chine china japon japan australie australia",
            "bresil brazil mexique mexico ukraine russie russia polynesie tahiti caledonie foreign etranger etrangere international");

    /** Labels of one letter: of a telephone, a mobile, a landline; with a colon or a dot behind it only. */
    static final String LETTERS = "bcdfhmptw";

    final List<String> words;
    private final long[] packed;

    private CellWords(String... lines) {
        words = Stream.of(lines).flatMap(line -> Stream.of(line.split(" "))).toList();
        packed = words.stream()
                .mapToLong(word -> pack(word.getBytes(StandardCharsets.US_ASCII), 0, word.length()))
                .sorted()
                .toArray();
    }

    boolean contain(byte[] text, int from, int to) {
        return to - from <= MAX_LETTERS && Arrays.binarySearch(packed, pack(text, from, to)) >= 0;
    }

    /** Letters as a number to the base 27, which a long holds. */
    private static long pack(byte[] text, int from, int to) {
        long word = 0;
        for (int i = from; i < to; i++) {
            word = word * 27 + (text[i] & 0x1f);
        }
        return word;
    }
}
