package org.openbloctel.registry.platform.database;

/**
 * The pool of connections of the accounts' side that a thread uses. Each lane has its own, so that one kind of work that waits for the
 * database does not delay another. {@link #WORK} is the default; a thread does not inherit the lane of the thread that starts it.
 */
public enum Lane {
    /** Look-ups, and the keys that come with requests. */
    CHECKS,
    /** All other requests of programs. */
    API,
    /** Pages. */
    PAGES,
    /** What is done for many committed transactions at once ({@link CommitGroup}): no other work delays it. */
    GROUPED,
    /** Jobs, mails, SFTP and all else that no request waits for. */
    WORK;

    private static final ThreadLocal<Lane> CURRENT = ThreadLocal.withInitial(() -> WORK);

    /** The lane of this thread. */
    public static Lane current() {
        return CURRENT.get();
    }

    /** Puts this thread into the lane. Returns its former lane, to be restored after the work. */
    public Lane take() {
        Lane before = CURRENT.get();
        if (this == WORK) {
            CURRENT.remove();
        } else {
            CURRENT.set(this);
        }
        return before;
    }

    /** The same work, in this lane on any thread. */
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
