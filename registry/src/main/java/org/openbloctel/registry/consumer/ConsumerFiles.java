package org.openbloctel.registry.consumer;

import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.database.Columns;
import org.openbloctel.registry.database.Database;

/** Finds consumers for the operator. Records nothing: its caller puts each look into the audit trail. Thread-safe. */
public final class ConsumerFiles {
    private static final int MAX_LETTERS = 50;

    private final ConsumerRows consumers;
    private final RegistrationRows registrations;
    private final LetterRows letters;

    /** Over this database. */
    public ConsumerFiles(Database database) {
        this.consumers = new ConsumerRows(database);
        this.registrations = new RegistrationRows(database);
        this.letters = new LetterRows(database);
    }

    /** The consumer of a confirmed address. */
    public Optional<ConsumerFile> byAddress(String email) {
        return consumers.byAddress(email).map(this::file);
    }

    /** The consumer of a registration. */
    public Optional<ConsumerFile> byRegistration(RegistrationNumber number) {
        return registrations.holder(number.digits()).flatMap(this::byId);
    }

    /** The consumer of this id. */
    public Optional<ConsumerFile> byId(UUID id) {
        return consumers.find(id).map(this::file);
    }

    private ConsumerFile file(Consumer consumer) {
        return new ConsumerFile(
                consumer.id(),
                consumer.email(),
                consumer.createdAt(),
                registrations.all(consumer.id()).stream()
                        .map(ConsumerFiles::line)
                        .toList(),
                letters.of(
                        consumer.id(),
                        MAX_LETTERS,
                        (row, n) -> new ConsumerFile.Letter(
                                row.getString("kind"),
                                Columns.instant(row, "written_at"),
                                Columns.optionalInstant(row, "posted_at").orElse(null))));
    }

    private static ConsumerFile.Line line(Registration one) {
        PhoneNumber number = one.number();
        Registration.End end = one.end();
        return new ConsumerFile.Line(
                one.registrationNumber(),
                number == null ? null : number.masked(),
                one.registeredAt(),
                end == null ? null : end.at(),
                one.provedAt() != null);
    }
}
