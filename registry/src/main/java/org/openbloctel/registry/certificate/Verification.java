package org.openbloctel.registry.certificate;

/** What is found about a certificate that somebody shows. */
public sealed interface Verification {
    /** Issued here and unaltered. Whether it is still good for a call is another question: {@link Issued#expired}. */
    record Authentic(Issued issued) implements Verification {}

    /** Signed by a key of this service, yet not in its records: deleted after its time, or lost. */
    record Forgotten() implements Verification {}

    /** Altered, cut off, of another service, or no certificate at all. */
    record NotOurs() implements Verification {}
}
