package org.openbloctel.server.authority.complaint;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.authority.complaint.ComplaintDraft;
import org.openbloctel.registry.authority.complaint.Filing;
import org.openbloctel.server.platform.forms.KeptForm;

/**
 * A complaint, as typed.
 *
 * @param number the number that was called; not asked for in a space
 * @param registration the id of one's own number; asked for in a space alone
 * @param masked whether the number was hidden, on the page of the release before, which has no {@code display}
 * @param once a random id of the form, so that one that is sent anew after a lost answer is stored once; not asked for in a space
 * @param email where news goes; not asked for in a space
 */
record ComplaintForm(
        String number,
        String registration,
        String day,
        String hour,
        String caller,
        Boolean masked,
        String subject,
        String others,
        String company,
        String said,
        String agreed,
        String contract,
        String refusedOn,
        List<String> doors,
        String identity,
        String departement,
        String email,
        String display,
        String speaker,
        String once)
        implements KeptForm {
    ComplaintForm {
        number = requireNonNullElse(number, "");
        registration = requireNonNullElse(registration, "");
        day = requireNonNullElse(day, "");
        hour = requireNonNullElse(hour, "");
        caller = requireNonNullElse(caller, "");
        masked = requireNonNullElse(masked, false);
        subject = requireNonNullElse(subject, "");
        others = requireNonNullElse(others, "");
        company = requireNonNullElse(company, "");
        said = requireNonNullElse(said, "");
        agreed = requireNonNullElse(agreed, "");
        contract = requireNonNullElse(contract, "");
        refusedOn = requireNonNullElse(refusedOn, "");
        doors = requireNonNullElse(doors, List.of());
        identity = requireNonNullElse(identity, "");
        departement = requireNonNullElse(departement, "");
        email = requireNonNullElse(email, "");
        display = requireNonNullElse(display, masked ? Filing.Display.HIDDEN.code() : "");
        speaker = requireNonNullElse(speaker, "");
        once = requireNonNullElse(once, "");
    }

    /** A form with nothing but a day and one's own number. */
    static ComplaintForm of(String day, String registration) {
        return new ComplaintForm(
                "",
                registration,
                day,
                "",
                "",
                false,
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                List.of(),
                "",
                "",
                "",
                "",
                "",
                UUID.randomUUID().toString());
    }

    ComplaintDraft draft(String called) {
        return new ComplaintDraft(
                called,
                day,
                hour,
                caller,
                display,
                subject,
                others,
                new ComplaintDraft.More(
                        company, said, agreed, contract, refusedOn, doors, identity, departement, speaker));
    }

    /** Whether an optional field is filled in: the page then shows all of them. */
    boolean saysMore() {
        return !(others + company + said + agreed + contract + refusedOn + identity + departement).isBlank()
                || !doors.isEmpty();
    }

    /** Without the numbers. */
    @Override
    public String toString() {
        return "ComplaintForm";
    }
}
