package org.openbloctel.registry.refusal;

/** Refusals about certificates. Codes BT-05xx. */
public sealed interface CertificateRefusal extends Refusal {
    /** No certificate of this id was ever issued here. */
    @Code("BT-0501")
    record UnknownCertificate() implements CertificateRefusal {}
}
