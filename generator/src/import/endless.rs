//! Models whose values would never end, because each of them contains another one.

use super::{
    draft::{Draft, DraftBody, DraftId, Ty},
    report::Treatment,
};

/// Makes fields optional until the values of all models can end.
pub(super) fn end(draft: &mut Draft) {
    let mut users = vec![Vec::new(); draft.models.len()];
    for (id, model) in draft.models.iter().enumerate() {
        for inner in model.body.types().into_iter().filter_map(needed) {
            users[inner].push(id);
        }
    }
    let mut ending = vec![false; draft.models.len()];
    let mut waiting: Vec<DraftId> = (0..draft.models.len()).collect();
    loop {
        while let Some(id) = waiting.pop() {
            if !ending[id] && can_end(&draft.models[id].body, &ending) {
                ending[id] = true;
                waiting.extend(&users[id]);
            }
        }
        let mut models = draft.models.iter_mut().enumerate();
        let endless = models.find_map(|(id, model)| match &mut model.body {
            DraftBody::Fields(fields, _) if !ending[id] => Some((id, fields, &model.place)),
            _ => None,
        });
        let Some((id, fields, place)) = endless else {
            return;
        };
        for field in fields {
            field.is_optional |= needed(&field.ty).is_some_and(|inner| !ending[inner]);
        }
        let construct = "value that always contains another one of its kind, which may be left out";
        draft.report.note(Treatment::Changed, construct, place);
        waiting.push(id);
    }
}

/// Returns `true` if there is a value without any of the models whose values do not end.
fn can_end(body: &DraftBody, ending: &[bool]) -> bool {
    let ends = |ty: &Ty| needed(ty).is_none_or(|inner| ending[inner]);
    match body {
        DraftBody::Pending | DraftBody::Words(_) | DraftBody::Numbers(_) => true,
        DraftBody::Fields(fields, _) => {
            let mut required = fields.iter().filter(|field| !field.is_optional);
            required.all(|field| ends(&field.ty))
        }
        DraftBody::Tagged(_, variants) | DraftBody::OneOf(variants) => {
            variants.is_empty() || variants.iter().any(|(_, ty)| ends(ty))
        }
    }
}

/// Returns the model that each value of the type contains.
fn needed(ty: &Ty) -> Option<DraftId> {
    match ty {
        Ty::Model(id) => Some(*id),
        Ty::Word(_) | Ty::List(_) | Ty::Map(_) | Ty::OrNull(_) => None,
    }
}
