package org.openbloctel.registry.platform.refusal;

/** Refusals about certificates. Codes BT-05xx. */
public sealed interface CertificateRefusal extends Refusal {
    /** No certificate of this id was ever issued here. */
    @Code("BT-0501")
    record UnknownCertificate() implements CertificateRefusal {}

    /** What is shown was altered, or signed by another service. */
    @Code("BT-0502")
    record NotAuthentic() implements CertificateRefusal {}

    /** Signed by this service, yet not in its records any more. */
    @Code("BT-0503")
    record ForgottenCertificate() implements CertificateRefusal {}

    /** What is given as a file's SHA-256 is none. */
    @Code("BT-0504")
    record UnreadableDigest() implements CertificateRefusal {}

    /** What is shown is no certificate in its signed form, or only a part of one. */
    @Code("BT-0505")
    record UnreadableCertificate() implements CertificateRefusal {}
}
