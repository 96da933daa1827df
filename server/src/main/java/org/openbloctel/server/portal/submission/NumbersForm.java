package org.openbloctel.server.portal.submission;

/** Numbers to be checked, as typed. */
public final class NumbersForm {
    private String numbers = "";

    /** For the form. */
    public String getNumbers() {
        return numbers;
    }

    /** For the form. */
    public void setNumbers(String numbers) {
        this.numbers = numbers;
    }
}
