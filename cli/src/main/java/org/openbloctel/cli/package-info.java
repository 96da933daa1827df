/**
 * {@code bloctel}: scrubs call files, builds and changes lists, checks numbers, on this machine alone. Each command is
 * thin: it reads its options, calls one use case of the engine, and says what came out; messages stand in bundles, French
 * and English. Exit codes are a contract: see {@link org.openbloctel.cli.ExitCode}.
 *
 * <p>Exceptions below this module carry no prose: {@code UntrustedListException} and {@code CallFileException} have an enumerated fault,
 * the file, the line, the byte and names; {@code Reason} has permanent codes. {@code Failures} alone has sentences and exit codes. Messages
 * identify lines by position, never by content. Any other exception is a bug: exit 70, with class names and lines of code only.
 *
 * <p>A server is reached by HTTP, as by other clients, and never its database. {@code may-call} uses the judge of {@code law} without a
 * register: {@code MayCallFacts} holds what the options state, and a fact that no option states makes the answer {@code CANNOT_TELL}. No
 * other command loads a class of {@code law}.
 */
@NullMarked
package org.openbloctel.cli;

import org.jspecify.annotations.NullMarked;
