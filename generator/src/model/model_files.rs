//! Files of models: one for each resource, and some for shared models. Each exists with the Cargo features of the
//! resources that need a model of it, so that a consumer compiles what it uses.

use super::{
    api::Api,
    queries,
    types::{ModelId, Type},
};
use crate::names::WEBHOOKS_FEATURE;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// File of models.
#[derive(Clone, Debug)]
pub struct ModelFile<'a> {
    /// Name of the module.
    pub module: String,
    /// File of the description that it comes from.
    pub source: &'a str,
    /// Its models.
    pub models: Vec<ModelId>,
    /// Condition under which it exists.
    pub needed: Needed<'a>,
}

/// Condition under which a part of the emitted crate exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Needed<'a> {
    /// It always exists.
    Always,
    /// It exists with any of some Cargo features.
    With(BTreeSet<&'a str>),
}

impl Needed<'_> {
    /// Makes the part exist under another condition as well.
    pub fn or(&mut self, other: Self) {
        match (&mut *self, other) {
            (Self::Always, _) => {}
            (Self::With(features), Self::With(more)) => features.extend(more),
            (Self::With(_), Self::Always) => *self = Self::Always,
        }
    }
}

/// Returns the files of models, sorted by their names.
#[must_use]
pub fn model_files(api: &Api) -> Vec<ModelFile<'_>> {
    let needs = Needs::new(api);
    let resources = api.resources.iter().enumerate();
    let mut files: Vec<_> = resources
        .map(|(index, resource)| ModelFile {
            module: resource.models_module(),
            source: &resource.source,
            models: resource.models.clone(),
            needed: needs.of_file(index),
        })
        .filter(|file| !file.models.is_empty())
        .collect();
    files.extend(shared(api, &needs));
    files.sort_by(|a, b| a.module.cmp(&b.module));
    files
}

/// Returns the files of shared models: one for each set of features, in the order of the description.
fn shared<'a>(api: &'a Api, needs: &Needs<'a>) -> Vec<ModelFile<'a>> {
    let mut files: Vec<ModelFile<'a>> = Vec::new();
    for id in &api.shared {
        let needed = needs.of_shared(*id);
        if let Some(file) = files.iter_mut().find(|file| file.needed == needed) {
            file.models.push(*id);
            continue;
        }
        files.push(ModelFile {
            module: match needed {
                Needed::Always => "shared".to_owned(),
                Needed::With(_) => shared_module(api, *id),
            },
            source: "shared.yaml",
            models: vec![*id],
            needed,
        });
    }
    files
}

/// Returns the name of a module whose first shared model is `id`.
fn shared_module(api: &Api, id: ModelId) -> String {
    let mut module = format!("shared_{}", api.models.get(id).name.value_name());
    while api
        .resources
        .iter()
        .any(|other| other.models_module() == module)
    {
        module.push('_');
    }
    module
}

/// Features that need models.
struct Needs<'a> {
    /// By the index of the resource that a file belongs to.
    of_files: HashMap<usize, BTreeSet<&'a str>>,
    of_shared: HashMap<ModelId, BTreeSet<&'a str>>,
    always: Reached,
    /// Number of features of resources.
    features: usize,
}

impl<'a> Needs<'a> {
    /// Determines the models that each feature needs. Those of errors, and those that nothing needs, always exist.
    fn new(api: &'a Api) -> Self {
        let files = Files::new(api);
        let mut starts: BTreeMap<&str, Vec<ModelId>> = BTreeMap::new();
        for resource in &api.resources {
            let start = starts.entry(resource.top().rust()).or_default();
            start.extend(resource.types().filter_map(Type::model));
            start.extend(&resource.models);
        }
        let features = starts.len();
        if let Some(webhooks) = &api.webhooks {
            starts
                .entry(WEBHOOKS_FEATURE)
                .or_default()
                .push(webhooks.event);
        }
        let mut needs = Self {
            of_files: HashMap::new(),
            of_shared: HashMap::new(),
            always: Reached::default(),
            features,
        };
        for (feature, start) in starts {
            let reached = files.reached(api, start);
            for index in reached.files {
                needs.of_files.entry(index).or_default().insert(feature);
            }
            for id in reached.shared {
                needs.of_shared.entry(id).or_default().insert(feature);
            }
        }
        let is_unneeded = |id: &&ModelId| !needs.of_shared.contains_key(*id);
        let unneeded = api.shared.iter().filter(is_unneeded).copied();
        let errors = api.error.iter().map(|error| error.model);
        needs.always = files.reached(api, errors.chain(unneeded).collect());
        needs
    }

    /// Returns the condition of the file of the resource at `index`.
    fn of_file(&self, index: usize) -> Needed<'a> {
        match self.of_files.get(&index) {
            Some(features) if !self.always.files.contains(&index) => Needed::With(features.clone()),
            Some(_) | None => Needed::Always,
        }
    }

    /// Returns the condition of a shared model. It always exists if at least half of the resources need it, because a
    /// long list of features would save little.
    fn of_shared(&self, id: ModelId) -> Needed<'a> {
        match self.of_shared.get(&id) {
            Some(features)
                if !self.always.shared.contains(&id) && features.len() * 2 < self.features =>
            {
                Needed::With(features.clone())
            }
            Some(_) | None => Needed::Always,
        }
    }
}

/// Owners of models.
struct Files {
    /// Index of the resource of each model that belongs to one.
    resources: HashMap<ModelId, usize>,
    shared: HashSet<ModelId>,
}

/// Files and shared models that some models are made of.
#[derive(Default)]
struct Reached {
    files: BTreeSet<usize>,
    shared: BTreeSet<ModelId>,
}

impl Files {
    fn new(api: &Api) -> Self {
        let resources = api.resources.iter().enumerate();
        let models = resources
            .flat_map(|(index, resource)| resource.models.iter().map(move |id| (*id, index)));
        Self {
            resources: models.collect(),
            shared: api.shared.iter().copied().collect(),
        }
    }

    /// Returns the files and shared models of the models of `start`, and of all models that they are made of.
    fn reached(&self, api: &Api, start: Vec<ModelId>) -> Reached {
        let mut reached = Reached::default();
        queries::reachable(start, |id| {
            let model = api.models.get(id);
            let mut next: Vec<_> = model.shape.models().chain(model.from).collect();
            if self.shared.contains(&id) {
                reached.shared.insert(id);
            }
            // A file is compiled as a whole, so that the models of the rest of it are needed as well.
            if let Some(index) = self.resources.get(&id)
                && reached.files.insert(*index)
            {
                next.extend(api.resources[*index].models.iter().copied());
            }
            next
        });
        reached
    }
}
