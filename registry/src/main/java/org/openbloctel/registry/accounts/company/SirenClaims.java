package org.openbloctel.registry.accounts.company;

/** Where a claim goes that no code settles: another account proved the same SIREN by a letter. Called in the transaction of the claim. */
@FunctionalInterface
public interface SirenClaims {
    /**
     * Takes a claim.
     *
     * @param owner the first owner of the company that claims its SIREN
     */
    void claimed(Company company, Member owner);
}
