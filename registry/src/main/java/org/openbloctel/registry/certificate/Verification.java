package org.openbloctel.registry.certificate;

/** What is found about a certificate that somebody shows. */
public sealed interface Verification {
    /** Issued here and unaltered. Whether it is still good for a call is another question: {@link Issued#expired}. */
    record Authentic(Issued issued) implements Verification {}

    /** Signed by a key of this service, yet not in its records: deleted after its time, or lost. */
    record Forgotten() implements Verification {}

    /** Altered, or of another service. */
    record NotOurs() implements Verification {}

    /** No certificate in its signed form, or only a part of one: nothing can be said of it. */
    record Unreadable() implements Verification {}
}
