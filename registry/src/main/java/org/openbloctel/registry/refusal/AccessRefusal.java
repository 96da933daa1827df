package org.openbloctel.registry.refusal;

/** Refusals at the door: who are you, and may you? Codes BT-01xx. */
public sealed interface AccessRefusal extends Refusal {
    /** Nobody is signed in, or the key is unknown, expired or revoked: one answer for all of them. */
    @Code("BT-0101")
    record SignInNeeded() implements AccessRefusal {}

    /** Whoever is signed in may not do this. */
    @Code("BT-0102")
    record NotAllowed() implements AccessRefusal {}

    /** Nothing may be done here before the second factor was given. */
    @Code("BT-0103")
    record SecondFactorNeeded() implements AccessRefusal {}
}
