package org.openbloctel.server.callfiles.submission;

import static org.openbloctel.server.platform.access.Access.Caller.MEMBER;
import static org.openbloctel.server.platform.access.SignedIn.Role.OPERATOR;
import static org.openbloctel.server.platform.access.SignedIn.Role.OWNER;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.registry.platform.refusal.CampaignRefusal;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.callfiles.submission.SubmissionPages.LayoutChoices;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.FileForm;
import org.openbloctel.server.platform.forms.FormRefusals;
import org.openbloctel.server.platform.forms.SentFields;
import org.openbloctel.server.platform.pages.RefusalProse;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * A new submission: one form, whose file is streamed into the vault as it comes. With JavaScript the same form sends its file in
 * pieces, through {@link UploadPages}.
 */
@Controller
record NewPages(
        Submissions submissions, Submitters senders, LayoutChoices choices, SubmissionTexts texts, RefusalProse prose) {
    private static final String FORM = "form";

    @Access(member = {OWNER, OPERATOR})
    @GetMapping("/pro/depots/nouveau")
    String form(SignedIn.Member who, @RequestParam(name = "campagne", defaultValue = "") String campaign, Model model) {
        SubmissionForm form = SubmissionForm.of(campaign);
        model.addAttribute(FORM, form);
        // The list of campaigns cannot show one that takes no file: the form would go on without any.
        senders.refusal(who, campaign).ifPresent(refusal -> {
            BindingResult result = FormRefusals.instead(model, FORM, form);
            prose.reject(result, senders.campaigns(who).isEmpty() ? "file" : "campaign", refusal);
        });
        return page(who, model);
    }

    @Access(member = {OWNER, OPERATOR})
    @PostMapping("/pro/depots/nouveau")
    String submit(SignedIn.Member who, HttpServletRequest request, HttpServletResponse response, Model model)
            throws IOException {
        SentFields sent = new SentFields();
        try {
            Submission received = FileForm.read(
                    request, sent::add, (name, content) -> receive(who, SubmissionForm.of(sent), name, content));
            return "redirect:/pro/depots/" + received.id();
        } catch (RefusedException refused) {
            show(refused.refusal(), FileForm.refused(request, response, model, FORM, SubmissionForm.of(sent)));
            return page(who, model);
        }
    }

    private void show(Refusal refusal, BindingResult result) {
        if (refusal instanceof RequestRefusal.UnreadableField unreadable
                && unreadable.field().equals("file")) {
            result.rejectValue("file", refusal.code(), texts.text("submission.upload.none"));
        } else {
            prose.reject(result, fieldOf(refusal), refusal);
        }
    }

    private Submission receive(SignedIn.Member who, SubmissionForm form, String name, InputStream content)
            throws IOException {
        if (name.isBlank()) {
            throw new RefusedException(new RequestRefusal.UnreadableField("file"));
        }
        return submissions.receive(senders.sent(who, form, name), content).submission();
    }

    private static String fieldOf(Refusal refusal) {
        return switch (refusal) {
            case RequestRefusal.UnreadableField unreadable
            when List.of("principal", "separator", "encoding", "header", "quotes", "sheet", "blanks")
                    .contains(unreadable.field()) -> unreadable.field();
            case CompanyRefusal.NoMandate none -> "principal";
            case LawRefusal.UnknownCampaign unknown -> "campaign";
            case CampaignRefusal ofCampaign -> "campaign";
            default -> "file";
        };
    }

    private String page(SignedIn.Member who, Model model) {
        model.addAttribute("principals", senders.principals(who));
        model.addAttribute("campaigns", senders.campaigns(who));
        choices.addTo(model);
        senders.obstacle(who).ifPresent(refusal -> model.addAttribute("obstacle", prose.whole(refusal)));
        return "submission/new";
    }

    /** A call file to try the service with; all of its numbers are kept for fiction. */
    @Access(MEMBER)
    @GetMapping("/pro/depots/exemple.csv")
    ResponseEntity<ClassPathResource> sample() {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(texts.text("submission.sample.name"))
                                .build()
                                .toString())
                .body(new ClassPathResource("sample/prospects.csv"));
    }
}
