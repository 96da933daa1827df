package org.openbloctel.registry.accounts.consumer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Database;

/** Finds consumers for the operator. Records nothing: its caller puts each look into the audit trail. Thread-safe. */
public final class ConsumerFiles {
    private static final int MAX_LETTERS = 50;

    private final ConsumerRows consumers;
    private final RegistrationRows registrations;
    private final LetterRows letters;

    /** Over this database. */
    public ConsumerFiles(Database database) {
        this.consumers = database.rows(ConsumerRows.class);
        this.registrations = RegistrationRows.in(database);
        this.letters = database.rows(LetterRows.class);
    }

    /** The consumer of a confirmed address. */
    public Optional<Contents> byAddress(String email) {
        return consumers.byAddress(email).map(this::file);
    }

    /** The consumer of a registration. */
    public Optional<Contents> byRegistration(RegistrationNumber number) {
        return registrations.holder(number).flatMap(this::byId);
    }

    /** The consumer of this id. */
    public Optional<Contents> byId(UUID id) {
        return consumers.find(id).map(this::file);
    }

    private Contents file(Consumer consumer) {
        return new Contents(
                consumer.id(),
                consumer.email(),
                consumer.createdAt(),
                registrations.all(consumer.id()).stream()
                        .map(ConsumerFiles::line)
                        .toList(),
                letters.of(consumer.id(), MAX_LETTERS));
    }

    private static Contents.Line line(Registration one) {
        PhoneNumber number = one.number();
        Registration.End end = one.end();
        return new Contents.Line(
                one.registrationNumber(),
                number == null ? null : number.masked(),
                one.registeredAt(),
                end == null ? null : end.at(),
                one.provedAt() != null);
    }

    /**
     * A consumer as the operator sees them: numbers are masked, postal addresses left out.
     *
     * @param email null for a person who writes letters
     * @param registrations the living first
     * @param letters those that were written to them, the latest first
     */
    public record Contents(
            UUID id, @Nullable String email, Instant since, List<Line> registrations, List<Letter> letters) {
        /** Copies the lists. */
        public Contents {
            registrations = List.copyOf(registrations);
            letters = List.copyOf(letters);
        }

        /**
         * A registration.
         *
         * @param number masked; null once it is forgotten
         */
        public record Line(
                RegistrationNumber registrationNumber,
                @Nullable String number,
                Instant registeredAt,
                @Nullable Instant endedAt,
                boolean proved) {}

        /**
         * A letter.
         *
         * @param kind {@code RECEIPT}, {@code RENEWAL_NOTICE} or {@code WITHDRAWAL}
         * @param postedAt null while it waits
         */
        public record Letter(
                String kind, Instant writtenAt, @Nullable Instant postedAt) {}

        /** Without the address. */
        @Override
        public String toString() {
            return "consumer:" + id;
        }
    }
}
