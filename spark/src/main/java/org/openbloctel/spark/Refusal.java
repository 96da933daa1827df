package org.openbloctel.spark;

import java.util.ArrayList;

/** A job that is not done, with the key of the sentence that tells why and what to do. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String key;
    private final ArrayList<String> details;

    Refusal(int exitCode, String key, Object... details) {
        super(key, null, false, false);
        this.exitCode = exitCode;
        this.key = key;
        this.details = new ArrayList<>();
        for (Object detail : details) {
            this.details.add(String.valueOf(detail));
        }
    }

    int exitCode() {
        return exitCode;
    }

    String message(Texts texts) {
        return texts.get(key, details.toArray());
    }
}
