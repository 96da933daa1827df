package org.openbloctel.law;

/**
 * What is the same for all calls of a campaign.
 *
 * @param sector what they are about
 * @param relation what binds the principal and each person already
 * @param relatedToContract whether they are about the contract's object
 * @param b2b whether the people are called as professionals
 */
public record Purpose(Sector sector, Relation relation, boolean relatedToContract, boolean b2b) {
    /** Calls about this, to consumers without a contract. */
    public static Purpose of(Sector sector) {
        return new Purpose(sector, Relation.NONE, false, false);
    }

    /** The same calls within an ongoing contract and about its object. */
    public Purpose withContract() {
        return new Purpose(sector, Relation.ONGOING_CONTRACT, true, b2b);
    }

    /** The same calls to professionals. */
    public Purpose toProfessionals() {
        return new Purpose(sector, relation, relatedToContract, true);
    }
}
