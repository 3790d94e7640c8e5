//! Names of all models. Equal models that documents repeat become one.

use super::super::draft::{Draft, DraftBody, DraftId, Ty};
use crate::names::{Name, NameError, Role};
use std::{
    collections::{BTreeMap, HashMap, HashSet, hash_map::DefaultHasher},
    hash::{Hash, Hasher},
};

/// Joins equal models, and returns the name of each.
pub(in crate::import) fn assign(draft: &mut Draft) -> Vec<String> {
    join_equal(draft);
    let mut taken = HashSet::new();
    let mut names = vec![String::new(); draft.models.len()];
    let used = draft.used();
    // Those that are used come first, and among them schemas with names.
    let mut order: Vec<DraftId> = (0..draft.models.len()).collect();
    order.sort_by_key(|id| (!used.contains(id), draft.models[*id].short.is_some()));
    for id in order {
        let wanted = &draft.models[id].wanted;
        names[id] = free(wanted, &mut taken);
    }
    names
}

/// Returns the first name that is free, and takes it.
fn free(wanted: &[String], taken: &mut HashSet<String>) -> String {
    let last = wanted.last().map_or("Model", String::as_str);
    let numbered = (2..).map(|number| format!("{last}{number}"));
    let candidates = wanted.iter().cloned().chain(numbered);
    for candidate in candidates {
        let legal = match Name::new(Role::Model, &candidate, None) {
            Ok(_) => candidate,
            Err(NameError::NotUpperCamel(cased)) => cased,
            Err(NameError::Reserved(_)) => format!("{candidate}Model"),
            Err(_) => format!("Model{candidate}"),
        };
        let Ok(name) = Name::new(Role::Model, &legal, None) else {
            continue;
        };
        // Builders of models are types beside them.
        let rust = name.rust().to_ascii_lowercase();
        let builder = rust.strip_suffix("builder").unwrap_or_default().to_owned();
        if !taken.contains(&rust)
            && !taken.contains(&format!("{rust}builder"))
            && !taken.contains(&builder)
        {
            taken.insert(rust);
            return legal;
        }
    }
    last.to_owned()
}

/// Replaces each group of equal models by the first one, under the short name.
fn join_equal(draft: &mut Draft) {
    let mut forms = Forms {
        draft,
        known: HashMap::new(),
        open: HashSet::new(),
    };
    let mut groups: BTreeMap<(String, u64), Vec<DraftId>> = BTreeMap::new();
    for id in 0..forms.draft.models.len() {
        if let Some(short) = forms.draft.models[id].short.clone() {
            let form = forms.of(id);
            groups.entry((short, form)).or_default().push(id);
        }
    }
    let mut targets: Vec<DraftId> = (0..draft.models.len()).collect();
    for ((short, _), ids) in groups {
        if let [first, others @ ..] = &ids[..]
            && !others.is_empty()
        {
            draft.models[*first].wanted.insert(0, short);
            draft.models[*first].wanted.dedup();
            for other in others {
                targets[*other] = *first;
            }
        }
    }
    for model in &mut draft.models {
        for ty in model.body.types_mut() {
            redirect(ty, &targets);
        }
    }
    let mut errors = BTreeMap::new();
    for (id, count) in std::mem::take(&mut draft.errors) {
        *errors.entry(targets[id]).or_default() += count;
    }
    draft.errors = errors;
    for method in &mut draft.methods {
        for ty in method.types_mut() {
            redirect(ty, &targets);
        }
        if let Some(super::super::draft::DraftReturns::Page(_, Some(envelope))) =
            &mut method.returns
        {
            *envelope = targets[*envelope];
        }
    }
}

fn redirect(ty: &mut Ty, targets: &[DraftId]) {
    match ty {
        Ty::Word(_) => {}
        Ty::Model(id) => *id = targets[*id],
        Ty::List(inner) | Ty::Map(inner) | Ty::OrNull(inner) => redirect(inner, targets),
    }
}

/// Forms of models: equal ones have the same hash.
struct Forms<'p> {
    draft: &'p Draft,
    known: HashMap<DraftId, u64>,
    open: HashSet<DraftId>,
}

impl Forms<'_> {
    fn of(&mut self, id: DraftId) -> u64 {
        if let Some(known) = self.known.get(&id) {
            return *known;
        }
        let mut hasher = DefaultHasher::new();
        let model = &self.draft.models[id];
        // A schema with a name is equal to itself alone, and so is a model that contains itself.
        if model.short.is_none() || !self.open.insert(id) {
            id.hash(&mut hasher);
            return hasher.finish();
        }
        match &model.body {
            DraftBody::Pending => id.hash(&mut hasher),
            DraftBody::Words(words) => words.hash(&mut hasher),
            DraftBody::Numbers(numbers) => numbers.hash(&mut hasher),
            DraftBody::Fields(fields, additional) => {
                for field in fields {
                    field.key.hash(&mut hasher);
                    field.is_optional.hash(&mut hasher);
                    field.docs.hash(&mut hasher);
                    format!("{:?}{:?}", field.constant, field.example).hash(&mut hasher);
                    self.ty(&field.ty, &mut hasher);
                }
                if let Some(additional) = additional {
                    self.ty(additional, &mut hasher);
                }
            }
            DraftBody::Tagged(tag, variants) => {
                tag.hash(&mut hasher);
                self.variants(variants, &mut hasher);
            }
            DraftBody::OneOf(variants) => self.variants(variants, &mut hasher),
        }
        self.open.remove(&id);
        let form = hasher.finish();
        self.known.insert(id, form);
        form
    }

    fn variants(&mut self, variants: &[(String, Ty)], hasher: &mut DefaultHasher) {
        for (name, ty) in variants {
            name.hash(hasher);
            self.ty(ty, hasher);
        }
    }

    fn ty(&mut self, ty: &Ty, hasher: &mut DefaultHasher) {
        match ty {
            Ty::Word(word) => word.hash(hasher),
            Ty::Model(id) => self.of(*id).hash(hasher),
            Ty::List(inner) => {
                "list".hash(hasher);
                self.ty(inner, hasher);
            }
            Ty::Map(inner) => {
                "map".hash(hasher);
                self.ty(inner, hasher);
            }
            Ty::OrNull(inner) => {
                "null".hash(hasher);
                self.ty(inner, hasher);
            }
        }
    }
}
