package org.openbloctel.server.authority.casefile;

import static java.util.Objects.requireNonNullElse;

import java.time.LocalDate;
import java.util.List;
import org.openbloctel.registry.authority.casefile.Alleged;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.TypedFields;

/** The allegations, as typed; the case finds which rules the reason is for. */
record AllegedForm(
        String facts,
        List<String> rules,
        String person,
        String euros,
        String furtherCalls,
        String furtherOn,
        String reason)
        implements KeptForm {
    AllegedForm {
        facts = requireNonNullElse(facts, "");
        rules = requireNonNullElse(rules, List.of());
        person = requireNonNullElse(person, "");
        euros = requireNonNullElse(euros, "");
        furtherCalls = requireNonNullElse(furtherCalls, "");
        furtherOn = requireNonNullElse(furtherOn, "");
        reason = requireNonNullElse(reason, "");
    }

    static AllegedForm of(Alleged alleged) {
        LocalDate on = alleged.furtherOn();
        return new AllegedForm(
                alleged.facts(),
                alleged.rules(),
                alleged.person().name(),
                TypedFields.euros(alleged.centsPerCall()),
                Integer.toString(alleged.furtherCalls()),
                on == null ? "" : on.toString(),
                alleged.reason());
    }

    Alleged read() {
        String count = furtherCalls.strip();
        if (!count.matches("[0-9]{0,9}")) {
            throw new RefusedException(new RequestRefusal.UnreadableField("furtherCalls"));
        }
        return new Alleged(
                facts,
                rules,
                person.equals(Alleged.Person.NATURAL.name()) ? Alleged.Person.NATURAL : Alleged.Person.LEGAL,
                TypedFields.cents("euros", euros),
                count.isEmpty() ? 0 : Integer.parseInt(count),
                furtherOn.isBlank() ? null : TypedFields.day("furtherOn", furtherOn),
                List.of(),
                reason);
    }

    /** Without the facts and the reason. */
    @Override
    public String toString() {
        return "AllegedForm";
    }
}
