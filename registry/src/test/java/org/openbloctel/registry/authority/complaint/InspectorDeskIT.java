package org.openbloctel.registry.authority.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openbloctel.registry.authority.complaint.ComplaintWorld.CALLER;
import static org.openbloctel.registry.authority.complaint.ComplaintWorld.INSPECTOR;
import static org.openbloctel.registry.authority.complaint.ComplaintWorld.NUMBER;
import static org.openbloctel.registry.authority.complaint.ComplaintWorld.OTHER_NUMBER;
import static org.openbloctel.registry.authority.complaint.ComplaintWorld.filing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.refusal.ComplaintRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** An inspector moves complaints along the table of states and no other way, and finds them. */
final class InspectorDeskIT {
    private static final String AT = "2026-11-24T11:00:00Z";

    private final ComplaintWorld world = new ComplaintWorld();
    private UUID company = UUID.randomUUID();

    @BeforeEach
    void company() {
        company = world.company("732829320", "Exemple SA");
    }

    private void isRefused(Runnable move) {
        assertThatThrownBy(move::run)
                .satisfies(thrown -> assertThat(((RefusedException) thrown).refusal())
                        .isInstanceOf(ComplaintRefusal.WrongState.class));
    }

    @Test
    void complaintGoesThroughItsStatesAndNamesTheCompanyAfterTheSanctionAlone() {
        Complaints.Filed filed = world.file(filing());
        UUID id = filed.id();
        isRefused(() -> world.desk.takeIntoCase(INSPECTOR, id, UUID.randomUUID()));
        isRefused(() -> world.desk.close(INSPECTOR, id, ClosingReason.SANCTIONED));
        isRefused(() -> world.desk.unattribute(INSPECTOR, id));
        world.desk.attribute(INSPECTOR, id, world.company("552100554", "Une autre SA"));
        world.desk.unattribute(INSPECTOR, id);
        world.desk.attribute(INSPECTOR, id, company);
        world.desk.attribute(INSPECTOR, id, company);
        isRefused(() -> world.desk.close(INSPECTOR, id, ClosingReason.SANCTIONED));
        UUID caseFile = UUID.randomUUID();
        world.desk.takeIntoCase(INSPECTOR, id, caseFile);
        isRefused(() -> world.desk.unattribute(INSPECTOR, id));
        isRefused(() -> world.desk.close(INSPECTOR, id, ClosingReason.NO_BREACH));
        isRefused(() -> world.desk.closeInCase(INSPECTOR, id, UUID.randomUUID(), ClosingReason.SANCTIONED));
        assertThat(world.seen(filed).company()).isNull();
        world.desk.closeInCase(INSPECTOR, id, caseFile, ClosingReason.SANCTIONED);
        isRefused(() -> world.desk.close(INSPECTOR, id, ClosingReason.NO_BREACH));
        Complaint seen = world.seen(filed);
        assertThat(seen.company()).isEqualTo("Exemple SA");
        assertThat(seen.steps())
                .extracting(Complaint.Step::state)
                .containsExactly(
                        ComplaintState.RECEIVED,
                        ComplaintState.ATTRIBUTED,
                        ComplaintState.RECEIVED,
                        ComplaintState.ATTRIBUTED,
                        ComplaintState.IN_CASE,
                        ComplaintState.CLOSED);
        assertThat(world.audit.about("complaint:" + id, 20))
                .extracting(one -> one.entry().actor())
                .contains(INSPECTOR.actor());
    }

    @Test
    void whatJoinedMovesWithTheFirstAndOnlyTheFirstIsMoved() {
        Complaints.Filed first = world.file(filing());
        Complaints.Filed second = world.file(filing());
        isUnknown(() -> world.desk.attribute(INSPECTOR, second.id(), company));
        world.desk.attribute(INSPECTOR, first.id(), company);
        Complaints.Filed third = world.file(filing());
        assertThat(world.seen(third).state()).isEqualTo(ComplaintState.RECEIVED);
        UUID caseFile = UUID.randomUUID();
        world.desk.takeIntoCase(INSPECTOR, first.id(), caseFile);
        for (Complaints.Filed one : List.of(first, second, third)) {
            assertThat(world.seen(one).steps())
                    .extracting(Complaint.Step::state)
                    .containsExactly(ComplaintState.RECEIVED, ComplaintState.ATTRIBUTED, ComplaintState.IN_CASE);
        }
        world.desk.closeInCase(INSPECTOR, first.id(), caseFile, ClosingReason.CORRECTED);
        assertThat(world.seen(third).state()).isEqualTo(ComplaintState.CLOSED);
        Complaints.Filed fourth = world.file(filing());
        assertThat(world.seen(fourth).state())
                .as("what is closed takes no more")
                .isEqualTo(ComplaintState.RECEIVED);
    }

    private static void isUnknown(Runnable move) {
        assertThatThrownBy(move::run)
                .satisfies(thrown -> assertThat(((RefusedException) thrown).refusal())
                        .isInstanceOf(ComplaintRefusal.UnknownComplaint.class));
    }

    @Test
    void textIsFoundByTheStemsOfItsWordsWithoutAccents() {
        Complaints.Filed filed = world.file(filing());
        world.file(filing(OTHER_NUMBER, CALLER, "Des panneaux solaires", AT));
        assertThat(found("mutuelles")).hasSize(2).contains(filed.id());
        assertThat(found("MOITIE prix")).containsExactly(filed.id());
        assertThat(found("solaire exemple")).hasSize(1).doesNotContain(filed.id());
        assertThat(found("assurance")).isEmpty();
        assertThat(world.desk.open(INSPECTOR, filed.id(), "dossier 12").words().said())
                .contains("moitié prix");
        assertThat(world.audit.about("complaint:" + filed.id(), 5))
                .anySatisfy(one -> assertThat(one.entry().details()).containsEntry("purpose", "dossier 12"));
    }

    @Test
    void wordsOfOneThatJoinedFindTheFirstAndItIsRead() {
        UUID first = world.file(filing()).id();
        world.now = world.now.plusSeconds(1);
        Complaints.Filed second = world.file(filing(NUMBER, CALLER, "Des panneaux solaires", "2026-11-24T19:30:00Z"));
        world.now = world.now.plusSeconds(1);
        UUID third = world.file(filing()).id();
        assertThat(found("panneau")).containsExactly(first);
        assertThat(found("panneau mutuelle moitié"))
                .as("words of two complaints")
                .isEmpty();
        assertThat(world.desk.joined(INSPECTOR, first)).containsExactly(second.id(), third);
        assertThat(world.desk.joined(INSPECTOR, third)).isEmpty();
        assertThat(world.desk.open(INSPECTOR, second.id(), "dossier 12").words().said())
                .contains("solaires");
    }

    @Test
    void wordsWithoutAStemFindNothing() {
        world.file(filing());
        assertThat(found("")).hasSize(1);
        assertThat(found("de la")).isEmpty();
        assertThat(found("!")).isEmpty();
    }

    @Test
    void complaintIsFoundByItsReferenceAsItIsReadOut() {
        Complaints.Filed first = world.file(filing());
        Complaints.Filed second = world.file(filing());
        String typed = second.reference().spelled().toLowerCase(Locale.ROOT).replace('-', ' ');
        assertThat(world.desk.byReference(INSPECTOR, typed)).contains(new Complaint.Referred(second.id(), first.id()));
        assertThat(world.desk.byReference(INSPECTOR, first.reference().symbols()))
                .contains(new Complaint.Referred(first.id(), first.id()));
        assertThat(world.desk.byReference(INSPECTOR, "K7P-3RX")).isEmpty();
        assertThat(world.desk.byReference(INSPECTOR, "2222222222")).isEmpty();
    }

    private List<UUID> found(String words) {
        return world.desk.search(INSPECTOR, world.query(words), 10).stream()
                .map(ComplaintQuery.Row::id)
                .toList();
    }

    @Test
    void pagesFollowEachOtherWithoutAGapAndByEachField() {
        List<UUID> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.addFirst(world.file(filing(NUMBER, CALLER, "", "2026-11-24T1" + i + ":00:00Z"))
                    .id());
            world.now = world.now.plusSeconds(i % 2);
        }
        List<UUID> seen = new ArrayList<>();
        ComplaintQuery.Cursor after = null;
        List<ComplaintQuery.Row> page;
        do {
            page = world.desk.search(INSPECTOR, world.query("").after(after), 3);
            page.forEach(row -> seen.add(row.id()));
            after = page.isEmpty() ? null : page.getLast().cursor();
        } while (!page.isEmpty());
        assertThat(seen).containsExactlyInAnyOrderElementsOf(all).doesNotHaveDuplicates();
        world.desk.attribute(INSPECTOR, all.getFirst(), company);
        ComplaintQuery any = world.query("");
        ComplaintQuery byAll = new ComplaintQuery(
                ComplaintState.ATTRIBUTED,
                company,
                CallingNumber.read(CALLER).orElseThrow(),
                Subject.INSURANCE,
                "",
                any.from(),
                any.until(),
                null);
        assertThat(world.desk.search(INSPECTOR, byAll, 3))
                .singleElement()
                .satisfies(row -> assertThat(row.company()).isEqualTo(company));
    }
}
