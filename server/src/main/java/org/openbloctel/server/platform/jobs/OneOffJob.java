package org.openbloctel.server.platform.jobs;

import java.util.function.Consumer;

/**
 * A kind of work that is done once for each id put into the {@link JobQueue} under its name. When it throws it is tried again
 * after 2, 4, 8… seconds, {@value #ATTEMPTS} times in all, over some 17 minutes; then it is given up. When its server dies,
 * another begins it anew within some ten seconds, while the first may not be quite dead: what matters is fenced by the work
 * itself.
 *
 * @param name permanent, {@code feature.verb}: {@code submission.scrub}
 * @param work what is done, with the id
 * @param givenUp what is done instead after the last attempt failed
 */
public record OneOffJob(String name, Consumer<String> work, Consumer<String> givenUp) {
    /** The first attempt and those after it. */
    public static final int ATTEMPTS = 10;
}
