package org.openbloctel.server.calls.call;

import static org.openbloctel.server.platform.access.SignedIn.Role.OPERATOR;
import static org.openbloctel.server.platform.access.SignedIn.Role.OWNER;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.calls.call.RefusalList;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.calls.call.CallPages.RefusalForm;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.FileForm;
import org.openbloctel.server.platform.forms.FormRefusals;
import org.openbloctel.server.platform.forms.SentFields;
import org.openbloctel.server.platform.pages.RefusalProse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** A file of refusals, taken onto the list with a report line by line. The file is read as it comes and kept nowhere. */
@Controller
final class RefusalFilePages {
    private static final String FORM = "form";
    /** So many wrong lines are named. */
    private static final int MAX_NAMED = 200;

    private final RefusalList list;
    private final Mandates mandates;
    private final FormRefusals refusals;
    private final RefusalProse prose;

    RefusalFilePages(RefusalList list, Mandates mandates, FormRefusals refusals, RefusalProse prose) {
        this.list = list;
        this.mandates = mandates;
        this.refusals = refusals;
        this.prose = prose;
    }

    @Access(member = {OWNER, OPERATOR})
    @GetMapping("/pro/appels/refus/liste")
    String form(SignedIn.Member who, Model model) {
        model.addAttribute(FORM, RefusalForm.EMPTY);
        return page(who, model);
    }

    @Access(member = {OWNER, OPERATOR})
    @PostMapping("/pro/appels/refus/liste")
    String take(SignedIn.Member who, HttpServletRequest request, HttpServletResponse response, Model model)
            throws IOException {
        SentFields sent = new SentFields();
        try {
            RefusalFile file = FileForm.read(request, sent::add, (name, content) -> RefusalFile.read(content));
            RefusalForm form = form(sent);
            RefusalList.Taken taken = list.take(CallPages.principal(mandates, who, form), who.actor(), file.told());
            model.addAttribute(FORM, form);
            model.addAttribute("taken", taken);
            model.addAttribute("wrong", wrong(file, taken));
        } catch (RefusedException refused) {
            show(refused.refusal(), FileForm.refused(request, response, model, FORM, form(sent)));
        }
        return page(who, model);
    }

    private static RefusalForm form(SentFields sent) {
        return new RefusalForm(sent.last("principal"), "", "");
    }

    private void show(Refusal refusal, BindingResult result) {
        switch (refusal) {
            case RequestRefusal.UnreadableField unreadable
            when unreadable.field().equals("file") ->
                result.rejectValue("file", refusal.code(), refusals.done("call.list.unreadable"));
            case RequestRefusal.UnreadableField unreadable
            when unreadable.field().equals("principal") -> prose.reject(result, "principal", refusal);
            case CompanyRefusal.NoMandate none -> prose.reject(result, "principal", refusal);
            default -> prose.reject(result, "file", refusal);
        }
    }

    private List<Wrong> wrong(RefusalFile file, RefusalList.Taken taken) {
        List<Wrong> wrong = new ArrayList<>();
        taken.refused().forEach((at, refusal) -> {
            if (wrong.size() < MAX_NAMED) {
                wrong.add(new Wrong(file.lines().get(at), prose.whole(refusal)));
            }
        });
        return wrong;
    }

    private String page(SignedIn.Member who, Model model) {
        model.addAttribute("principals", CallPages.choices(mandates, who));
        model.addAttribute("most", RefusalList.MAX);
        return "call/take";
    }

    /** A line that was not taken, and why. */
    record Wrong(int line, String why) {}
}
