package org.openbloctel.registry.platform.refusal;

/** Refusals about a company's dossier. Codes BT-089x. */
public sealed interface DossierRefusal extends Refusal {
    /** A day of the period cannot be read. */
    @Code("BT-0890")
    record UnreadableDay(String field) implements DossierRefusal {}

    /** The period ends before it begins, lies in the future, or is longer than certificates are kept. */
    @Code("BT-0891")
    record Period(int years) implements DossierRefusal {}

    /** More certificates than one archive takes. */
    @Code("BT-0892")
    record TooManyCertificates(int most) implements DossierRefusal {}
}
