package org.openbloctel.server.platform.pages;

/** A feature's reason to leave a link out of the site map, such as a setting that is not given. A feature offers it as a bean. */
@FunctionalInterface
public interface HiddenLink {
    boolean hides(String path);
}
