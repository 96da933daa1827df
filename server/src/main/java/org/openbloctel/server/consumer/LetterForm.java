package org.openbloctel.server.consumer;

/** A letter that asks for registrations, as an operator types it. */
public final class LetterForm {
    private String reference = "";
    private String name = "";
    private String postalAddress = "";
    private String numbers = "";
    private String language = "fr";

    /** For the form. */
    public String getReference() {
        return reference;
    }

    /** For the form. */
    public void setReference(String reference) {
        this.reference = reference;
    }

    /** For the form. */
    public String getName() {
        return name;
    }

    /** For the form. */
    public void setName(String name) {
        this.name = name;
    }

    /** For the form. */
    public String getPostalAddress() {
        return postalAddress;
    }

    /** For the form. */
    public void setPostalAddress(String postalAddress) {
        this.postalAddress = postalAddress;
    }

    /** For the form. */
    public String getNumbers() {
        return numbers;
    }

    /** For the form. */
    public void setNumbers(String numbers) {
        this.numbers = numbers;
    }

    /** For the form. */
    public String getLanguage() {
        return language;
    }

    /** For the form. */
    public void setLanguage(String language) {
        this.language = language;
    }
}
