package org.openbloctel.bench.data;

/** The national plans that numbers are drawn from. */
public enum Country {
    FR("33", 9),
    NA("1", 10);

    private final String callingCode;
    private final int digits;

    Country(String callingCode, int digits) {
        this.callingCode = callingCode;
        this.digits = digits;
    }

    public String callingCode() {
        return callingCode;
    }

    /** Digits of a number after the calling code. */
    int digits() {
        return digits;
    }

    NumberSpace space() {
        return switch (this) {
            case FR -> Blocks.france();
            case NA -> Blocks.northAmerica();
        };
    }
}
