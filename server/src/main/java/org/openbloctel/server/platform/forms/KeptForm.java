package org.openbloctel.server.platform.forms;

/** A record whose fields {@link KeptInput} fills in again, with what was typed before the sign-in. */
public interface KeptForm {}
