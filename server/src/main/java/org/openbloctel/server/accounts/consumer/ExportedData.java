package org.openbloctel.server.accounts.consumer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.consumer.Consumer;
import org.openbloctel.registry.accounts.consumer.OppositionRequest;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.accounts.consumer.Registration;
import org.openbloctel.registry.accounts.credential.Passkey;
import org.openbloctel.registry.authority.complaint.CallingNumber;
import org.openbloctel.registry.authority.complaint.Complaint;
import org.openbloctel.registry.authority.complaint.OtherAuthority;
import org.openbloctel.registry.calls.consent.NumberConsents;
import org.openbloctel.registry.service.helpdesk.Ticket;

/**
 * A consumer's data as they take them along: a file with names of its own, which stay when the code's change.
 *
 * @param exportedAt when it was made
 * @param email the address
 * @param language of messages
 * @param since when they came
 * @param registrations living and ended
 * @param waiting numbers that wait for their code
 * @param codesSentAt when codes were sent
 * @param passkeys what opens the space beside the links
 * @param consents what companies claim for the proved numbers
 * @param complaints what they reported from their space
 * @param questions what they asked, with the answers
 * @param events what was done
 */
record ExportedData(
        String exportedAt,
        @Nullable String email,
        String language,
        String since,
        List<One> registrations,
        List<Waiting> waiting,
        List<String> codesSentAt,
        List<Key> passkeys,
        List<Consented> consents,
        List<Complained> complaints,
        List<Asked> questions,
        List<Event> events) {
    /** A registration. */
    record One(
            String registrationNumber,
            @Nullable String number,
            String registeredAt,
            String effectiveOn,
            String endsOn,
            @Nullable String provedAt,
            @Nullable String endedAt,
            @Nullable String endedBecause) {}

    /** A number that waits. */
    record Waiting(String number, String requestedAt, String expiresAt) {}

    /** A passkey. */
    record Key(String name, String addedAt, @Nullable String lastUsedAt) {}

    /** The consents of a number. */
    record Consented(String number, List<ConsentProof> consents) {}

    /**
     * A complaint.
     *
     * @param alsoFor the other authorities that the person ticked
     */
    record Complained(
            String reference,
            @Nullable String number,
            @Nullable String caller,
            List<String> calls,
            String subject,
            @Nullable String departement,
            String company,
            String said,
            String identity,
            @Nullable Boolean agreed,
            @Nullable Boolean contract,
            @Nullable String refusedOn,
            @Nullable String display,
            @Nullable String speaker,
            List<String> alsoFor,
            List<String> steps) {}

    /** A question. */
    record Asked(String reference, String state, String subject, List<Written> messages) {}

    /** A message of a question. */
    record Written(String kind, String at, String text) {}

    /** Something that was done. */
    record Event(String at, String action, String subject) {}

    static ExportedData of(
            Consumer.Data data,
            List<Passkey> passkeys,
            List<NumberConsents.OfNumber> consents,
            List<Complaint> complaints,
            List<Ticket> questions) {
        return new ExportedData(
                data.at().toString(),
                data.consumer().email(),
                data.consumer().locale().getLanguage(),
                data.consumer().createdAt().toString(),
                data.registrations().stream().map(ExportedData::one).toList(),
                data.waiting().stream().map(ExportedData::waiting).toList(),
                data.codesSentAt().stream().map(Object::toString).toList(),
                passkeys.stream().map(ExportedData::key).toList(),
                consents.stream().map(ExportedData::consented).toList(),
                complaints.stream().map(ExportedData::complained).toList(),
                questions.stream().map(ExportedData::asked).toList(),
                data.events().stream()
                        .map(event -> new Event(event.at().toString(), event.action(), event.subject()))
                        .toList());
    }

    private static One one(Registration registration) {
        PhoneNumber number = registration.number();
        Registration.End end = registration.end();
        return new One(
                registration.registrationNumber().digits(),
                number == null ? null : "+" + number.e164(),
                registration.registeredAt().toString(),
                registration.effectiveOn().toString(),
                registration.endsOn().toString(),
                registration.provedAt() == null ? null : registration.provedAt().toString(),
                end == null ? null : end.at().toString(),
                end == null ? null : end.because().name());
    }

    private static Asked asked(Ticket ticket) {
        return new Asked(
                ticket.reference().spelled(),
                ticket.state().name(),
                ticket.subject(),
                ticket.messages().stream()
                        .map(one -> new Written(one.kind().name(), one.at().toString(), one.text()))
                        .toList());
    }

    private static Consented consented(NumberConsents.OfNumber of) {
        return new Consented(
                "+" + of.number().e164(),
                of.consents().stream().map(ConsentProof::of).toList());
    }

    private static Complained complained(Complaint one) {
        PhoneNumber number = one.number();
        CallingNumber caller = one.caller();
        return new Complained(
                one.reference().symbols(),
                number == null ? null : "+" + number.e164(),
                caller == null ? null : Long.toString(caller.value()),
                one.calls().stream().map(Instant::toString).toList(),
                one.subject().code(),
                one.departement() == null ? null : one.departement().code(),
                one.words().company(),
                one.words().said(),
                one.words().identity(),
                one.answers().agreed(),
                one.answers().contract(),
                one.answers().refusedOn() == null
                        ? null
                        : one.answers().refusedOn().toString(),
                one.answers().display() == null ? null : one.answers().display().code(),
                one.answers().speaker() == null ? null : one.answers().speaker().code(),
                one.doors().stream().map(OtherAuthority::code).toList(),
                one.steps().stream().map(step -> step.at() + " " + step.state()).toList());
    }

    private static Key key(Passkey passkey) {
        Instant used = passkey.lastUsedAt();
        return new Key(passkey.name(), passkey.addedAt().toString(), used == null ? null : used.toString());
    }

    private static Waiting waiting(OppositionRequest request) {
        return new Waiting(
                "+" + request.number().e164(),
                request.requestedAt().toString(),
                request.expiresAt().toString());
    }
}
