package org.openbloctel.server.authority.inspection;

/** The purposes for which inspectors read complaints. Names are permanent: the audit trail has them. */
enum ReadingPurpose {
    /** To sort what came in. */
    TRIAGE,
    /** To work on a case. */
    CASE,
    /** To answer the person who complained. */
    COMPLAINANT,
    /** To look into a flood of complaints, or a signal. */
    WAVE,
    /** To review another inspector's work. */
    REVIEW,
    /** A court or another authority asks by law. */
    AUTHORITY,
    /** Another one, which a note states. */
    OTHER
}
