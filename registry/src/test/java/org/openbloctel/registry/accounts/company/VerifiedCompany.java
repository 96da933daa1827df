package org.openbloctel.registry.accounts.company;

import java.util.UUID;

/** A company that is verified wholly: approved by the operator, and reached by the letter whose code its owner types. */
public final class VerifiedCompany {
    private static final String OPERATOR = "staff:test";

    private VerifiedCompany() {}

    /** Verifies a company. */
    public static void verify(RegisterLetters letters, UUID company) {
        if (letters.approve(company, "1 rue du Registre\n75001 Paris", OPERATOR) == RegisterLetters.Approval.LETTER) {
            RegisterLetter.Printed printed = letters.print(company, OPERATOR);
            letters.posted(company, printed.letter().id(), OPERATOR);
            letters.enter(company, printed.code(), "member:" + company);
        }
    }
}
