package org.openbloctel.server.calls.law;

/** Who opens an address. */
enum Who {
    READER,
    CONSUMER,
    OWNER,
    OWNER_WITHOUT_SECOND_FACTOR,
    BUYER,
    STAFF,
    STAFF_WITHOUT_SECOND_FACTOR,
    INSPECTOR,
    INSPECTOR_WITHOUT_SECOND_FACTOR;

    /** Who opens a route with this access. */
    static Who opens(String access) {
        boolean proved = access.contains("with second factor");
        if (access.startsWith("member")) {
            return proved ? OWNER : OWNER_WITHOUT_SECOND_FACTOR;
        }
        if (access.startsWith("staff")) {
            return proved ? STAFF : STAFF_WITHOUT_SECOND_FACTOR;
        }
        if (access.startsWith("inspector")) {
            return proved ? INSPECTOR : INSPECTOR_WITHOUT_SECOND_FACTOR;
        }
        return access.equals("consumer") ? CONSUMER : READER;
    }
}
