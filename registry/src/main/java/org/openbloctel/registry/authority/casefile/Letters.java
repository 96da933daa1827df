package org.openbloctel.registry.authority.casefile;

import java.time.LocalDate;

/** Writes the letters of a case as PDFs. They are stored as they were sent. */
public interface Letters {
    /** The letter that opens the company's time to answer, of which this is the last day. */
    byte[] notice(CaseView view, LocalDate answerUntil);

    /** The letter with a decision. */
    byte[] decision(CaseView view, CaseDecision decision);
}
