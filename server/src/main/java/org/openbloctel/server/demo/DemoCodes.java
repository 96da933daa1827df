package org.openbloctel.server.demo;

import java.util.List;

/** The authenticators of the demo's people, for users who try it without one of their own. */
interface DemoCodes {
    /** What each shows now. */
    List<Code> now();

    /** What one shows: six digits, for some seconds yet. */
    record Code(String role, String email, String code) {}
}
