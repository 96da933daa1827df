package org.openbloctel.server.authority.casefile;

import static org.openbloctel.server.authority.casefile.CasePages.LIST;
import static org.openbloctel.server.authority.casefile.CasePages.inspector;
import static org.openbloctel.server.platform.access.Access.Caller.INSPECTOR;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.SealingKeys;
import org.openbloctel.registry.authority.casefile.CaseView;
import org.openbloctel.registry.authority.casefile.Cases;
import org.openbloctel.registry.authority.complaint.CaseComplaint;
import org.openbloctel.registry.authority.complaint.Complaint;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.complaint.InspectorDesk;
import org.openbloctel.registry.platform.filevault.Seal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.authority.casefile.CaseForms.ExportForm;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.SentForm;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The export of a case, sealed to a public key where one is given. What complainants wrote is read for it, which the audit trail records. */
@Controller
record CaseExportPages(Cases cases, InspectorDesk desk, CaseArchive archive) {
    @Access(INSPECTOR)
    @GetMapping(LIST + "/{id}/export")
    String form(SignedIn.Inspector who, @PathVariable UUID id, Model model) {
        model.addAttribute("form", new ExportForm(""));
        model.addAttribute("view", cases.read(inspector(who), id));
        return "casefile/export";
    }

    /** The file, or the form with its errors. */
    @Access(value = INSPECTOR, stepUp = true)
    @PostMapping(LIST + "/{id}/export")
    Object export(SignedIn.Inspector who, @PathVariable UUID id, SentForm<ExportForm> sent) {
        Inspector inspector = inspector(who);
        CaseView view = cases.read(inspector, id);
        try {
            String typed = sent.form().recipient().strip();
            List<String> recipients = typed.isEmpty() ? List.of() : List.of(SealingKeys.recipient(typed));
            String name = "dossier-" + view.file().reference() + ".zip" + (recipients.isEmpty() ? "" : Seal.ENDING);
            return answer(name, written(view, complaints(inspector, view), recipients));
        } catch (RefusedException refused) {
            sent.refuse(refused, "recipient");
            sent.model().addAttribute("view", view);
            return "casefile/export";
        }
    }

    private List<Complaint> complaints(Inspector inspector, CaseView view) {
        List<Complaint> all = new ArrayList<>();
        String purpose = "export " + view.file().reference();
        for (CaseComplaint one : view.complaints()) {
            if (one.first() == null) {
                all.add(desk.open(inspector, one.id(), purpose));
                desk.joined(inspector, one.id()).forEach(joined -> all.add(desk.open(inspector, joined, purpose)));
            }
        }
        return all;
    }

    private byte[] written(CaseView view, List<Complaint> complaints, List<String> recipients) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = recipients.isEmpty() ? bytes : new Seal(recipients).to(bytes)) {
            archive.write(view, complaints, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static ResponseEntity<byte[]> answer(String name, byte[] content) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .body(content);
    }
}
