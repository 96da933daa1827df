package org.openbloctel.registry.database;

/**
 * Which connections of the accounts' side the work of a thread takes. Each lane has a pool of its own, so that work of one kind that
 * waits for the database does not hold up another. A thread that takes none is in {@link #WORK}; a thread that it starts does not inherit it.
 */
public enum Lane {
    /** Look-ups, and the keys that come with requests. */
    CHECKS,
    /** All other requests of programs. */
    API,
    /** Pages. */
    PAGES,
    /** Jobs, mails, SFTP and all else that no request waits for. */
    WORK;

    private static final ThreadLocal<Lane> CURRENT = ThreadLocal.withInitial(() -> WORK);

    /** The lane of this thread. */
    public static Lane current() {
        return CURRENT.get();
    }

    /** Puts this thread into the lane; answers the one that it was in, to be taken again once the work is done. */
    public Lane take() {
        Lane before = CURRENT.get();
        if (this == WORK) {
            CURRENT.remove();
        } else {
            CURRENT.set(this);
        }
        return before;
    }

    /** The same work, in this lane wherever it runs. */
    public Runnable in(Runnable work) {
        return () -> {
            Lane before = take();
            try {
                work.run();
            } finally {
                before.take();
            }
        };
    }
}
