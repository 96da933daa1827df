package org.openbloctel.registry.platform.event;

/** Where events are raised. */
@FunctionalInterface
public interface Events {
    /** Drops every event. */
    Events NONE = event -> {};

    /** Raises an event, in the open transaction: it is sent if and only if that is committed. */
    void raise(Event event);
}
