package org.openbloctel.registry.refusal;

/** Refusals about companies, their people, plans and keys. Codes BT-03xx. */
public sealed interface CompanyRefusal extends Refusal {
    /** The digits of a SIREN or SIRET do not fit together. */
    @Code("BT-0301")
    record WrongSiren() implements CompanyRefusal {}
}
