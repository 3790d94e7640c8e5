//! `auth` and `env`.

use super::{Security, UsedScheme, scheme::SchemeForm};
use crate::{
    import::draft::Combinations,
    yaml::{Map, Yaml},
};

impl Security {
    /// Returns `auth` of the API. `env` begins the names of environment variables.
    pub(in crate::import) fn of_api(&self, env: &str) -> Yaml {
        self.print(&self.usual, &|scheme| long(scheme, env))
    }

    /// Returns `auth` of a method. What `auth` of the API describes has its short form.
    pub(in crate::import) fn of_method(&self, combinations: &Combinations, env: &str) -> Yaml {
        let is_described = |scheme: &UsedScheme| {
            let mut usual = self.usual.iter().flatten();
            usual.any(|index| self.schemes[*index].form == scheme.form)
        };
        self.print(combinations, &|scheme| {
            if is_described(scheme) {
                short(scheme)
            } else {
                long(scheme, env)
            }
        })
    }

    /// Returns the environment variables of all credentials with usual names. `env` begins their names.
    pub(in crate::import) fn variables(&self, used: &[&Combinations], env: &str) -> Map {
        let mut map = Map::default();
        let combinations = std::iter::once(&self.usual).chain(used.iter().copied());
        let indices: std::collections::BTreeSet<_> = combinations.flatten().flatten().collect();
        let has = |form: fn(&SchemeForm) -> bool| {
            let mut schemes = indices.iter().map(|index| &self.schemes[**index]);
            schemes.any(|scheme| scheme.rust.is_none() && form(&scheme.form))
        };
        let mut words: Vec<&str> = Vec::new();
        if has(|form| matches!(form, SchemeForm::Header { .. } | SchemeForm::Query { .. })) {
            words.push("api_key");
        }
        if has(|form| *form == SchemeForm::Basic) {
            words.extend(["username", "password"]);
        }
        if has(|form| matches!(form, SchemeForm::TokenServer { .. })) {
            words.extend(["client_id", "client_secret"]);
        }
        for word in words {
            map.add(word, Yaml::Text(variable(env, word)));
        }
        map
    }

    fn print(&self, combinations: &Combinations, scheme: &dyn Fn(&UsedScheme) -> Yaml) -> Yaml {
        let combination = |indices: &Vec<usize>| match indices[..] {
            [] => Yaml::text("none"),
            [only] => scheme(&self.schemes[only]),
            _ => {
                let all = indices.iter().map(|index| scheme(&self.schemes[*index]));
                single("all", Yaml::List(all.collect()))
            }
        };
        match &combinations[..] {
            [] => Yaml::text("none"),
            [only] => combination(only),
            several => single("any", Yaml::List(several.iter().map(combination).collect())),
        }
    }
}

/// Returns a scheme as it is described once.
fn long(scheme: &UsedScheme, env: &str) -> Yaml {
    if let SchemeForm::TokenServer { url } = &scheme.form {
        return single("oauth2", single("token_url", Yaml::text(url)));
    }
    let Some(rust) = &scheme.rust else {
        return short(scheme);
    };
    let mut map = Map::default();
    let kind = match &scheme.form {
        SchemeForm::Basic | SchemeForm::TokenServer { .. } => return short(scheme),
        SchemeForm::Header { name, prefix } => {
            map.add("name", Yaml::text(name));
            map.add_text("prefix", Some(*prefix).filter(|prefix| !prefix.is_empty()));
            "header"
        }
        SchemeForm::Query { name } => {
            map.add("name", Yaml::text(name));
            "query"
        }
    };
    map.add("rust", Yaml::text(rust));
    map.add("env", Yaml::Text(variable(env, rust)));
    single(kind, map.into())
}

/// Returns a scheme without its names.
fn short(scheme: &UsedScheme) -> Yaml {
    match &scheme.form {
        SchemeForm::Basic => Yaml::text("basic"),
        SchemeForm::TokenServer { .. } => Yaml::text("oauth2"),
        form if *form == SchemeForm::bearer() => Yaml::text("bearer"),
        SchemeForm::Header { name, .. } => single("header", Yaml::text(name)),
        SchemeForm::Query { name } => single("query", Yaml::text(name)),
    }
}

fn single(key: &str, value: Yaml) -> Yaml {
    let mut map = Map::default();
    map.add(key, value);
    map.into()
}

fn variable(env: &str, word: &str) -> String {
    format!("{env}_{}", word.to_uppercase())
}
