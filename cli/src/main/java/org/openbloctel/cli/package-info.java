/**
 * {@code bloctel}: scrubs call files, builds and changes lists, checks numbers, on this machine alone. Each command is
 * thin: it reads its options, calls one use case of the engine, and says what came out; messages stand in bundles, French
 * and English. Exit codes are a contract: see {@link org.openbloctel.cli.ExitCode}.
 */
@NullMarked
package org.openbloctel.cli;

import org.jspecify.annotations.NullMarked;
