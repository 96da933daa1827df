package org.openbloctel.server.authority.inspection;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.INSPECTOR;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.authority.complaint.ClosingReason;
import org.openbloctel.registry.authority.complaint.Complaint;
import org.openbloctel.registry.authority.complaint.ComplaintQuery;
import org.openbloctel.registry.authority.complaint.ComplaintState;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.complaint.InspectorDesk;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.authority.complaint.ComplaintShown;
import org.openbloctel.server.authority.inspection.Purposes.PurposeForm;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.FormRefusals;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A complaint: what its list shows until the inspector gives a purpose, then all of it. Each reading is recorded with the purpose. */
@Controller
record ReadingPages(
        InspectorDesk desk,
        Purposes purposes,
        InspectionShown shown,
        ComplaintShown complaints,
        FormRefusals refusals) {
    private static final String ONE = SearchForm.PATH + "/{id}";

    /** Readings within this time are shown to the next reader. */
    private static final Duration OVERLAP = Duration.ofMinutes(30);

    @Access(INSPECTOR)
    @GetMapping(ONE)
    String one(
            SignedIn.Inspector who, @PathVariable("id") UUID id, HttpServletRequest request, Instant now, Model model) {
        Inspector inspector = SearchPages.inspector(who);
        Optional<String> purpose = purposes.current(request, now);
        if (purpose.isEmpty()) {
            model.addAttribute("form", PurposeForm.EMPTY);
            return closed(inspector, id, model);
        }
        model.addAttribute("purpose", purposes.spelled(purpose.get()));
        desk.readByAnother(inspector, id, now.minus(OVERLAP))
                .ifPresent(other -> model.addAttribute("other", shown.reader(other)));
        return opened(inspector, desk.read(inspector, id, purpose.get()), model);
    }

    @Access(INSPECTOR)
    @PostMapping(ONE)
    String purpose(
            SignedIn.Inspector who,
            @PathVariable("id") UUID id,
            SentForm<PurposeForm> sent,
            HttpServletRequest request,
            Instant now) {
        try {
            purposes.give(request, sent.form(), now);
            return "redirect:" + SearchForm.PATH + "/" + id;
        } catch (RefusedException refused) {
            sent.refuse(refused, "purpose");
            return closed(SearchPages.inspector(who), id, sent.model());
        }
    }

    /** Reads a header that the inspector got from an operator beside the complaint; it is not kept. */
    @Access(INSPECTOR)
    @PostMapping(ONE + "/identite")
    String identity(
            SignedIn.Inspector who,
            @PathVariable("id") UUID id,
            @RequestParam(name = "identity", defaultValue = "") String text,
            HttpServletRequest request,
            Instant now,
            Model model) {
        String page = one(who, id, request, now, model);
        if (model.getAttribute("one") instanceof Complaint complaint) {
            model.addAttribute("unread", !complaints.identity(model, complaint, text));
            model.addAttribute("pasted", text);
        }
        return page;
    }

    /** The next complaint is read for another purpose. */
    @Access(INSPECTOR)
    @PostMapping(ONE + "/motif")
    String another(@PathVariable("id") UUID id, HttpServletRequest request) {
        purposes.end(request);
        return "redirect:" + SearchForm.PATH + "/" + id;
    }

    @Access(INSPECTOR)
    @PostMapping(ONE + "/cloture")
    String close(
            SignedIn.Inspector who,
            @PathVariable("id") UUID id,
            SentForm<CloseForm> sent,
            HttpServletRequest request,
            Instant now,
            NextPage next) {
        Optional<ClosingReason> reason = Arrays.stream(ClosingReason.values())
                .filter(one -> one.name().equals(sent.form().reason()))
                .findFirst();
        if (reason.isPresent()) {
            desk.close(SearchPages.inspector(who), id, reason.get());
            next.done("inspection.closed");
        } else if (purposes.current(request, now).isPresent()) {
            sent.refuse(new RefusedException(new RequestRefusal.UnreadableField("reason")), "reason");
            return one(who, id, request, now, sent.model());
        }
        return "redirect:" + SearchForm.PATH + "/" + id;
    }

    @Access(INSPECTOR)
    @GetMapping({
        ONE + "/motif",
        ONE + "/identite",
        ONE + "/cloture",
        ONE + "/sans-entreprise",
        ONE + "/suivi",
        ONE + "/suivi/fin"
    })
    String back(@PathVariable("id") UUID id) {
        return "redirect:" + SearchForm.PATH + "/" + id;
    }

    private String closed(Inspector inspector, UUID id, Model model) {
        model.addAttribute("purposes", purposes.options());
        model.addAttribute("line", shown.lines(List.of(desk.row(inspector, id))).getFirst());
        return "inspection/closed";
    }

    private String opened(Inspector inspector, Complaint.Opened read, Model model) {
        UUID id = read.complaint().id();
        UUID first = read.first() == null ? id : read.first();
        ComplaintState state = desk.row(inspector, first).state();
        complaints.facts(model, read.complaint());
        model.addAttribute("read", read);
        model.addAttribute("first", first);
        model.addAttribute("number", spelled(read));
        model.addAttribute("handle", handle(read));
        model.addAttribute(
                "names",
                shown.names(Stream.of(read.company(), read.agent())
                        .filter(Objects::nonNull)
                        .toList()));
        List<ComplaintQuery.Row> joined = Stream.concat(Stream.of(first), desk.joined(inspector, first).stream())
                .filter(one -> !one.equals(id))
                .map(one -> desk.row(inspector, one))
                .toList();
        model.addAttribute("joined", joined);
        Optional<UUID> assignee = desk.assignee(inspector, first);
        model.addAttribute("mine", assignee.filter(inspector.id()::equals).isPresent());
        model.addAttribute("assignee", assignee.map(shown::inspector).orElse(null));
        model.addAttribute(
                "next", state.next().stream().map(ComplaintState::name).toList());
        model.addAttribute("closable", read.caseFile() == null && state.next().contains(ComplaintState.CLOSED));
        String[] reasons = Arrays.stream(ClosingReason.values())
                .filter(ClosingReason::isGivenByInspector)
                .map(ClosingReason::name)
                .toArray(String[]::new);
        model.addAttribute("reasons", refusals.options("complaint.reason.%s", reasons));
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", new CloseForm(""));
        }
        return "inspection/complaint";
    }

    private static @Nullable String spelled(Complaint.Opened read) {
        var number = read.complaint().number();
        return number == null ? null : number.spelled();
    }

    private @Nullable String handle(Complaint.Opened read) {
        var caller = read.complaint().caller();
        return caller == null ? null : shown.handle(caller);
    }

    /** Why a complaint is closed. */
    record CloseForm(String reason) implements KeptForm {
        CloseForm {
            reason = requireNonNullElse(reason, "");
        }
    }
}
