package org.openbloctel.server.calls.law;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.law.Relation;
import org.openbloctel.law.Sector;
import org.openbloctel.law.Subject;
import org.openbloctel.registry.list.lookup.TestStory;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.forms.KeptForm;

/**
 * A call in general, as codes that an address may hold: nothing of a person is among them.
 *
 * @param story what is known of the person, one of {@link Case}
 * @param listed {@code yes} for a number on the list
 * @param sector of an address of before there were subjects
 */
record GeneralCaseForm(
        String story, String listed, String sector, String subject, String relation, String day, String hour)
        implements KeptForm {
    /** In {@code listed}: the number is on the list. */
    static final String YES = "yes";

    GeneralCaseForm {
        story = requireNonNullElse(story, "");
        listed = requireNonNullElse(listed, "");
        sector = requireNonNullElse(sector, "");
        subject = requireNonNullElse(subject, "");
        relation = requireNonNullElse(relation, "");
        day = requireNonNullElse(day, "");
        hour = requireNonNullElse(hour, "");
    }

    /** The same question about the number for fiction whose story this is; a code that does not exist is a refusal that names the field. */
    QuestionForm question() {
        Case about = Case.of(story).orElseThrow(() -> unreadable("story"));
        if (subject.isEmpty()
                ? Sector.of(sector).isEmpty()
                : Subject.of(subject).isEmpty()) {
            throw unreadable("subject");
        }
        if (!relation.isEmpty()
                && !relation.equals(Question.B2B)
                && Relation.of(relation).isEmpty()) {
            throw unreadable("relation");
        }
        String goods = subject.equals(Subject.OTHER.id()) ? TestStory.GOODS : "";
        return new QuestionForm(
                "+" + about.number(listed.equals(YES)), "", sector, subject, goods, relation, day, hour);
    }

    private static RefusedException unreadable(String field) {
        return new RefusedException(new RequestRefusal.UnreadableField(field));
    }
}
