/**
 * Watches what companies learn of the list, by every way in. A number is fresh when this principal did not ask for it within 400 days.
 * Fresh numbers draw on a budget, repeats are free; what the fresh numbers of a principal look like may stop a company.
 *
 * <p>Invariant: a question is recorded before it is answered, and nothing that was refused counts as known. No number is kept: a
 * principal's numbers are keyed prints, and of many numbers a sample.
 *
 * <p>{@code Guard.answer} goes before each look-up, {@code FileMeter} before each file, in the transaction that publishes it. {@code Asked}
 * holds the prints of what a principal asked for; {@code Account} is what one server knows of it, with the rest of its last draw;
 * {@code Guard.exchange} compares both with the database every five seconds. {@code PrintJournal} has what was answered since, and outlives
 * the process; {@code Refunds} returns what killed servers drew in vain (docs/decisions/0127). The engine's {@code Judge} and
 * {@code WholeLine} tell of each number that decides an answer, wherever it is written ({@code AlsoAsked}).
 *
 * <p>{@code Figures} and {@code Sign} judge the fresh numbers of a company, {@code Spread} how evenly those of its week lie over the
 * blocks, on all servers, and {@code Coverage} which part of mobile blocks they are: {@code Covers} holds a file or a look-up for it
 * (docs/decisions/0126). {@code Stopping} makes the {@code Stop}, which closes a {@code Pair} of company and principal, or the company
 * (docs/decisions/0128). A {@code Poll} excuses its campaign's files (docs/decisions/0073); {@code GuardDesk} is what the operator's people
 * do about it.
 *
 * <p>{@code CanaryWatch} tests each answered number against the canaries and writes sightings down at the exchange; {@code CanaryOdds}
 * judges them; {@code Canaries} lists, withdraws, retires and traces them (docs/decisions/0072). {@code Notes} keeps weak signs, among them
 * how a week differs from the company's {@code OwnPast} (docs/decisions/0076).
 *
 * <p>The event loop of the look-up listener never waits: a check that needs a draw gets a {@code WouldWaitException} and goes on in a
 * thread of {@code CheckThreads} (docs/decisions/0134). See docs/decisions/0068, and docs/enumeration.md for what attackers reach.
 */
@NullMarked
package org.openbloctel.registry.list.guard;

import org.jspecify.annotations.NullMarked;
