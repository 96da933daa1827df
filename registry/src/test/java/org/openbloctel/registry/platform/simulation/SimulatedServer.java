package org.openbloctel.registry.platform.simulation;

/**
 * A process of a simulated server, from its start until it is killed. Once it is dead, nothing that it does has an effect any more.
 * Thread-safe.
 */
public final class SimulatedServer {
    private final String name;
    private volatile boolean dead;

    SimulatedServer(String name) {
        this.name = name;
    }

    public boolean isDead() {
        return dead;
    }

    void die() {
        dead = true;
    }

    void requireAlive() {
        if (dead) {
            throw new Killed();
        }
    }

    @Override
    public String toString() {
        return name;
    }

    /** Ends the work of a server that was killed. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }
}
