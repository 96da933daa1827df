package org.openbloctel.cli;

import java.util.List;

/** The word that the user may have meant. */
final class Suggestion {
    private static final int FAR = 3;

    private Suggestion() {}

    /** The nearest of the words, or an empty text when none is near. */
    static String of(String written, List<String> words) {
        String best = "";
        int nearest = FAR;
        for (String word : words) {
            int distance = distance(written, word);
            if (distance < nearest) {
                nearest = distance;
                best = word;
            }
        }
        return best;
    }

    /** Edits, a swap of neighbours counting once, that lead from one text to the other. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
