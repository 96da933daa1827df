package org.openbloctel.server.platform.programs;

import java.util.List;

/** A route of the API whose handler reads the query itself, so that its parameters do not show the known names. A feature offers it as a bean. */
public sealed interface OwnQuery {
    /**
     * Known names.
     *
     * @param route method and pattern of the address
     * @param names in alphabetical order
     */
    record Names(String route, List<String> names) implements OwnQuery {}

    /** A path that refuses any query, without repeating its names: they might hold a number. */
    record Refused(String path) implements OwnQuery {}
}
