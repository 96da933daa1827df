package org.openbloctel.server.platform.forms;

/**
 * A password or a code as typed. It is written as nothing: no page shows it again, and it is in no log. Forms get it from Spring, which
 * finds {@link #of}.
 */
public record TypedSecret(String text) {
    public static final TypedSecret NONE = new TypedSecret("");

    /** The secret that stands in this field. */
    public static TypedSecret of(String text) {
        return new TypedSecret(text);
    }

    /** Nothing of it. */
    @Override
    public String toString() {
        return "";
    }
}
